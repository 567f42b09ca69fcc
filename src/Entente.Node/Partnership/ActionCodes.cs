namespace Entente.Node.Oversight;

/// <summary>The codes of what is done with the records of the partnership.</summary>
internal static partial class ActionCode
{
    /// <summary>A record of the partnership was made.</summary>
    public const string ProgrammeCreated = "programme.created";

    /// <summary>A record of the partnership was changed.</summary>
    public const string ProgrammeChanged = "programme.changed";

    /// <summary>A record of the partnership was deleted; its history is kept as long as the catalogue says.</summary>
    public const string ProgrammeDeleted = "programme.deleted";

    /// <summary>The history of a deleted record of the partnership was destroyed.</summary>
    public const string ProgrammeDestroyed = "programme.destroyed";

    /// <summary>Records of the partnership were handed out as a file.</summary>
    public const string ProgrammeExported = "programme.exported";

    /// <summary>A spreadsheet was uploaded to be imported.</summary>
    public const string ProgrammeUploaded = "programme.uploaded";

    /// <summary>It was said how a spreadsheet is to be read.</summary>
    public const string ProgrammeMapped = "programme.mapped";

    /// <summary>A spreadsheet became records.</summary>
    public const string ProgrammeImported = "programme.imported";

    /// <summary>The records of a spreadsheet were deleted as one.</summary>
    public const string ProgrammeImportUndone = "programme.import-undone";

    /// <summary>A spreadsheet was given up before it became records.</summary>
    public const string ProgrammeImportEnded = "programme.import-ended";

    /// <summary>Records of the partnership were taken in from the export of a node.</summary>
    public const string ProgrammeRestored = "programme.restored";

    /// <summary>Somebody made a link by which a calendar program reads dates.</summary>
    public const string ProgrammeFeedMade = "programme.feed-made";

    /// <summary>A link for a calendar program was revoked.</summary>
    public const string ProgrammeFeedEnded = "programme.feed-ended";

    /// <summary>Officers were told what becomes due, or has become late.</summary>
    public const string ProgrammeReminded = "programme.reminded";
}
