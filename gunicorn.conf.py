"""How gunicorn serves Tận Nhà. One process with threads suits SQLite and a ward; WEB_CONCURRENCY grows it."""

import gc
import os

wsgi_app = "app:create_app()"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 15
keepalive = 5
# The proxy in front of a real installation tells the scheme; nobody else is believed.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True

SILENCE_S = float(os.environ.get("WEB_SILENCE", "30"))
"""How long a request may rest in its middle: a phone that lost its network says no goodbye and would hold a thread."""


def pre_request(worker, req):
    """Give every wait for the phone an end; what had come of an upload by then is kept."""
    req.unreader.sock.settimeout(SILENCE_S)


YOUNG_OBJECTS = 10_000
"""How many may be made before rubbish is looked for. Python's own 700 is less than one command of a batch makes."""


def post_worker_init(worker):
    """Set aside what was loaded for good: looking through all of it for rubbish took a quarter of a push."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 20)
