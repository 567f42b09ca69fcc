using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Partners;

namespace Entente.Node.Exchange.Flows;

/// <summary>The signed grant of an owner: made where consent is given, and looked at where it arrives.</summary>
internal static class ConsentGrants
{
    /// <summary>Whether a step gives consent.</summary>
    public static bool IsGrant(Flow flow, string step) => flow == FlowTable.Consent && step == "grant";

    /// <summary>The form with the signed grant in it; null where the day has passed.</summary>
    /// <param name="form">What the owner filled in.</param>
    /// <param name="asked">What the holder asked for.</param>
    /// <param name="own">This service, the owner.</param>
    /// <param name="holder">Code of the holder.</param>
    /// <param name="now">When.</param>
    public static IReadOnlyDictionary<string, string>? Complete(IReadOnlyDictionary<string, string> form, IReadOnlyDictionary<string, string> asked, OwnService own, string holder, DateTimeOffset now)
    {
        var until = Grant.EndOf(form["until"]);
        var grant = new Grant(own.Code, holder, asked["thing"], asked["version"], asked["recipient"], until, form.TryGetValue("limits", out var limits) ? limits.Split(',') : [], now);
        return until <= now ? null : new Dictionary<string, string>(form, StringComparer.Ordinal) { ["grant"] = grant.Sign(own.Signing).ToString() };
    }

    /// <summary>Whether a partner signed, in a form that arrived, a grant for what it was asked.</summary>
    public static bool IsRight(IReadOnlyDictionary<string, string> form, IReadOnlyDictionary<string, string> asked, PartnerRow owner, string holder, DateTimeOffset now) =>
        SignedStatement.TryParse(form.GetValueOrDefault("grant", ""), out var statement) && Grant.Read(statement) is { } grant
        && statement.Verify(owner.Ring(), grant.MadeAt, now) == MessageVerdict.SignedByPartner
        && grant.Owner == owner.Code && grant.Holder == holder && grant.Thing == asked.GetValueOrDefault("thing") && grant.Version == asked.GetValueOrDefault("version")
        && grant.Recipient == asked.GetValueOrDefault("recipient");
}
