"""The citizen's pages, by what they are for."""

from app.public.routes.booking import blueprint as booking
from app.public.routes.pages import blueprint as pages
from app.public.routes.receipts import blueprint as receipts
from app.public.routes.reminders import blueprint as reminders
from app.public.routes.tracking import blueprint as tracking

blueprints = (pages, booking, tracking, receipts, reminders)
