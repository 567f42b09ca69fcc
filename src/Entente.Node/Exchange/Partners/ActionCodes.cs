namespace Entente.Node.Oversight;

/// <summary>The codes of what people agree about a partner.</summary>
internal static partial class ActionCode
{
    /// <summary>Somebody proposed terms on which a partner is given anything.</summary>
    public const string PartnerTermsProposed = "partner.terms-proposed";

    /// <summary>A second person put terms in force.</summary>
    public const string PartnerTermsConfirmed = "partner.terms-confirmed";

    /// <summary>A second person refused terms.</summary>
    public const string PartnerTermsRefused = "partner.terms-refused";

    /// <summary>A person suspended a partner; nothing flows.</summary>
    public const string PartnerSuspended = "partner.suspended";

    /// <summary>A person proposed to end a suspension.</summary>
    public const string PartnerLiftProposed = "partner.lift-proposed";

    /// <summary>A second person ended a suspension.</summary>
    public const string PartnerLifted = "partner.lifted";
}
