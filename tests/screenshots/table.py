"""Every walk there is: add a screen to its person's list, and it is drawn and judged."""

from tests.screenshots.citizen import CITIZEN
from tests.screenshots.office import ADMIN, COORDINATOR, DIRECTOR
from tests.screenshots.phone import LEADER, OFFICER, POSTAL

WALKS = (CITIZEN, COORDINATOR, DIRECTOR, ADMIN, OFFICER, LEADER, POSTAL)
