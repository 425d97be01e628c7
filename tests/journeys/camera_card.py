"""A film of an identity card for Chromium's fake camera: its QR code, and a mark that moves from frame to frame."""

import segno

WIDTH, HEIGHT, FRAMES = 640, 480, 40
DESK_GREY, DARK, LIGHT = 150, 30, 235
QUIET, MODULE = 4, 8
MARK = 14
NO_COLOUR = bytes([128]) * (WIDTH * HEIGHT // 2)


def film_card(path, text):
    """Write the film (Y4M, grey) and return its path."""
    code = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    side = (len(code) + 2 * QUIET) * MODULE
    left, top = (WIDTH - side) // 2, (HEIGHT - side) // 2
    picture = bytearray([DESK_GREY] * (WIDTH * HEIGHT))
    for y in range(side):
        for x in range(side):
            picture[(top + y) * WIDTH + left + x] = DARK if is_dark(code, x, y) else LIGHT
    frames = b"".join(b"FRAME\n" + marked(picture, number) + NO_COLOUR for number in range(FRAMES))
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F15:1 Ip A1:1 C420jpeg\n".encode() + frames)
    return path


def marked(picture, number):
    """The picture with a dark mark at another place of its upper edge."""
    start = 5 * WIDTH + number * MARK
    return bytes(picture[:start]) + bytes([DARK] * MARK) + bytes(picture[start + MARK :])


def is_dark(code, x, y):
    """Say whether this point of the drawn code is dark; its margin is not."""
    row, column = y // MODULE - QUIET, x // MODULE - QUIET
    return 0 <= row < len(code) and 0 <= column < len(code) and bool(code[row][column])
