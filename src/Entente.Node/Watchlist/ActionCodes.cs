namespace Entente.Node.Oversight;

/// <summary>The codes of what is done to listings, adoptions, documents and sources.</summary>
internal static partial class ActionCode
{
    /// <summary>A listing was nominated.</summary>
    public const string ListingNominated = "listing.nominated";

    /// <summary>A second person put a proposed version in force.</summary>
    public const string ListingApproved = "listing.approved";

    /// <summary>A second person refused a proposed version.</summary>
    public const string ListingRefused = "listing.refused";

    /// <summary>A version was proposed in the place of another.</summary>
    public const string ListingCorrected = "listing.corrected";

    /// <summary>A listing's action was lowered.</summary>
    public const string ListingLowered = "listing.lowered";

    /// <summary>A listing was reviewed and goes on.</summary>
    public const string ListingRenewed = "listing.renewed";

    /// <summary>A listing was removed.</summary>
    public const string ListingRemoved = "listing.removed";

    /// <summary>A listing has expired.</summary>
    public const string ListingExpired = "listing.expired";

    /// <summary>What a listing said was destroyed at the end of its retention.</summary>
    public const string ListingDeleted = "listing.deleted";

    /// <summary>Somebody was recorded who is not the listed person.</summary>
    public const string MisidentifiedAdded = "listing.misidentified-added";

    /// <summary>That record was taken back.</summary>
    public const string MisidentifiedWithdrawn = "listing.misidentified-withdrawn";

    /// <summary>Somebody read own listings, several together.</summary>
    public const string ListingsRead = "listings.read";

    /// <summary>An adoption was proposed.</summary>
    public const string AdoptionProposed = "adoption.proposed";

    /// <summary>A second person put an adoption in force.</summary>
    public const string AdoptionApproved = "adoption.approved";

    /// <summary>A second person refused an adoption.</summary>
    public const string AdoptionRefused = "adoption.refused";

    /// <summary>An adoption was withdrawn.</summary>
    public const string AdoptionWithdrawn = "adoption.withdrawn";

    /// <summary>The adopted listing changed or went, and the adoption fell back to inform.</summary>
    public const string AdoptionLapsed = "adoption.lapsed";

    /// <summary>An adoption has expired.</summary>
    public const string AdoptionExpired = "adoption.expired";

    /// <summary>What an adoption said was destroyed at the end of its retention.</summary>
    public const string AdoptionDeleted = "adoption.deleted";

    /// <summary>Somebody read adoptions.</summary>
    public const string AdoptionsRead = "adoptions.read";

    /// <summary>A document was put on the list of lost and stolen ones.</summary>
    public const string DocumentListed = "document.listed";

    /// <summary>A document was taken off it.</summary>
    public const string DocumentRemoved = "document.removed";

    /// <summary>What the record of a document said was destroyed at the end of its retention.</summary>
    public const string DocumentDeleted = "document.deleted";

    /// <summary>Somebody read lost and stolen documents.</summary>
    public const string DocumentsRead = "documents.read";

    /// <summary>A list of others was read anew; the details say what came of it.</summary>
    public const string SourceRefreshed = "source.refreshed";

    /// <summary>A held refresh was put in force by a person.</summary>
    public const string SourceReleased = "source.released";

    /// <summary>A held refresh was discarded by a person.</summary>
    public const string SourceDiscarded = "source.discarded";

    /// <summary>Somebody looked at the people whom a held refresh changes.</summary>
    public const string SourceRead = "source.read";
}
