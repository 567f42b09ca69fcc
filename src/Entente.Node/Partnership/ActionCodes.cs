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

    /// <summary>An open report was read; the details say how much it proposes.</summary>
    public const string ReportRead = "programme.report-read";

    /// <summary>Somebody accepted, took over or rejected what a report proposes.</summary>
    public const string ProposalDecided = "programme.proposal-decided";

    /// <summary>Records of the partnership were handed out as a file.</summary>
    public const string ProgrammeExported = "programme.exported";
}
