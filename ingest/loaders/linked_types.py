"""Which names of schema.org are organisations, people and events, and what kind of organisation a name tells of."""

from __future__ import annotations

from collections.abc import Sequence

# As a register would put it; '' where the name says no more than that it is an organisation.
_ORGANISATIONS = {
    **dict.fromkeys(
        [
            *(
                "Organization",
                "LocalBusiness",
                "ProfessionalService",
                "OnlineBusiness",
                "OnlineStore",
                "Store",
            ),
            *(
                "FinancialService",
                "AutomotiveBusiness",
                "ChildCare",
                "DryCleaningOrLaundry",
                "EmergencyService",
            ),
            *("EmploymentAgency", "EntertainmentBusiness", "FoodEstablishment", "HealthAndBeautyBusiness"),
            *("HomeAndConstructionBusiness", "InternetCafe", "LegalService", "Attorney", "AccountingService"),
            *("LodgingBusiness", "Hotel", "Restaurant", "MedicalBusiness", "RadioStation", "RealEstateAgent"),
            *(
                "RecyclingCenter",
                "SelfStorage",
                "ShoppingCenter",
                "SportsActivityLocation",
                "TelevisionStation",
            ),
            *("TouristInformationCenter", "TravelAgency", "BankOrCreditUnion", "InsuranceAgency", "Notary"),
            *(
                "Airline",
                "Corporation",
                "NewsMediaOrganization",
                "PerformingGroup",
                "SportsOrganization",
                "Project",
            ),
            *(
                "Consortium",
                "Cooperative",
                "SearchRescueOrganization",
                "PoliticalParty",
                "MedicalOrganization",
            ),
        ],
        "",
    ),
    "GovernmentOrganization": "public",
    "GovernmentOffice": "public",
    "EducationalOrganization": "education",
    "CollegeOrUniversity": "university",
    "School": "school",
    "HighSchool": "school",
    "ResearchOrganization": "research",
    "ResearchProject": "research",
    "NGO": "NGO",
    "FundingScheme": "funding scheme",
    "FundingAgency": "funding agency",
    "WorkersUnion": "workers' union",
    "LibrarySystem": "library",
    "Library": "library",
    "Museum": "museum",
    "Hospital": "hospital",
}
_EVENTS = frozenset({"Festival", "Hackathon", "CourseInstance", "EventSeries", "ConferenceEvent"})
# What every page says of itself: nothing is lost where it is not named.
_FURNITURE = (
    *(
        "WebSite",
        "BreadcrumbList",
        "ItemList",
        "ListItem",
        "ImageObject",
        "VideoObject",
        "SearchAction",
        "ReadAction",
    ),
    *("SiteNavigationElement", "WPHeader", "WPFooter", "Article", "NewsArticle", "BlogPosting", "FAQPage"),
)


def is_organisation(types: Sequence[str]) -> bool:
    return any(name in _ORGANISATIONS for name in types)


def is_person(types: Sequence[str]) -> bool:
    return "Person" in types


def is_event(types: Sequence[str]) -> bool:
    return any(name.endswith("Event") or name in _EVENTS for name in types)


def is_furniture(types: Sequence[str]) -> bool:
    return all(name in _FURNITURE or name.endswith("Page") for name in types)


def kind_of_organisation(types: Sequence[str]) -> str:
    return next((_ORGANISATIONS[name] for name in types if _ORGANISATIONS.get(name)), "")
