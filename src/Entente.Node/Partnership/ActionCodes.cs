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
}
