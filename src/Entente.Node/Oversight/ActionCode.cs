namespace Entente.Node.Oversight;

/// <summary>The codes of recorded acts. A code is never given another meaning.</summary>
internal static partial class ActionCode
{
    /// <summary>Somebody asked whether people are listed, and was answered.</summary>
    public const string PeopleAsked = "people.asked";

    /// <summary>Somebody searched the listings.</summary>
    public const string ListingsSearched = "listings.searched";

    /// <summary>Somebody read a listing.</summary>
    public const string ListingRead = "listing.read";

    /// <summary>What had reached the end of its time was deleted, and its keys destroyed.</summary>
    public const string RetentionDeleted = "retention.deleted";

    /// <summary>The node started with other rules than it last ran with.</summary>
    public const string PolicyChanged = "policy.changed";

    /// <summary>Somebody looked at the record of what was done.</summary>
    public const string RecordRead = "record.read";

    /// <summary>Somebody made a backup of data or keys.</summary>
    public const string DataCopied = "data.copied";

    /// <summary>Somebody restored data or keys from a backup.</summary>
    public const string DataRestored = "data.restored";

    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. typeof(ActionCode).GetFields().Where(f => f.IsLiteral).Select(f => (string?)f.GetRawConstantValue() ?? "").Order(StringComparer.Ordinal)];
}
