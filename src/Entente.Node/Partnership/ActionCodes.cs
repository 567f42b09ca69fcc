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

    /// <summary>A record of the partnership was shared with a partner.</summary>
    public const string ProgrammeShared = "programme.shared";

    /// <summary>A version of a shared record was kept and did not go to a partner that has the record; the details say what bars it.</summary>
    public const string ProgrammeShareBarred = "programme.share-barred";

    /// <summary>A record of the partnership was taken back from a partner.</summary>
    public const string ProgrammeRecalled = "programme.recalled";

    /// <summary>A partner said that its copy of a record is destroyed.</summary>
    public const string ProgrammeAccountReceived = "programme.account-received";

    /// <summary>A version of a partner's record arrived; the details say whether it is in use or held.</summary>
    public const string ProgrammeReceived = "programme.received";

    /// <summary>A person put a held version of a partner's record in use.</summary>
    public const string ProgrammeHeldAccepted = "programme.held-accepted";

    /// <summary>A person put a held version of a partner's record aside.</summary>
    public const string ProgrammeHeldRefused = "programme.held-refused";

    /// <summary>A partner took its record back; the copy was destroyed.</summary>
    public const string ProgrammeRecallReceived = "programme.recall-received";

    /// <summary>Something that a partner sent about a record was not taken: the record is not its own, or it cannot be read or verified.</summary>
    public const string ProgrammePartnerRefused = "programme.partner-refused";

    /// <summary>A change of a partner's record was proposed to it.</summary>
    public const string ProgrammeProposed = "programme.proposed";

    /// <summary>A partner proposed a change of a record.</summary>
    public const string ProgrammeProposalReceived = "programme.proposal-received";

    /// <summary>What a partner proposed became a version.</summary>
    public const string ProgrammeProposalAccepted = "programme.proposal-accepted";

    /// <summary>What a partner proposed was refused.</summary>
    public const string ProgrammeProposalRefused = "programme.proposal-refused";

    /// <summary>A partner decided about a proposal.</summary>
    public const string ProgrammeDecisionReceived = "programme.decision-received";

    /// <summary>This service agreed to a version of a record.</summary>
    public const string ProgrammeSigned = "programme.signed";

    /// <summary>A partner agreed to a version of a record.</summary>
    public const string ProgrammeSignatureReceived = "programme.signature-received";

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
