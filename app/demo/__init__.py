"""The demo ward: synthetic people on real procedures and real places, made by the same commands as real ones."""
