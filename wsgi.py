"""Puts the parts together: tables, pages, listeners, checks. Nothing imports it."""

from sqlalchemy import MetaData

import carriers.desk.models
import carriers.register.models
import kernel.journal
import kernel.searches
import kernel.serials
import kernel.terms
import kernel.throttle
import people.accounts.models
import people.admission.models
from kernel.database import Base

TABLES: MetaData = Base.metadata
__all__ = ["TABLES", "carriers", "kernel", "people"]
