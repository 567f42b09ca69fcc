using Entente.Node.Accounts;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Partners;

/// <summary>GET /partners/{code}/terms: what holds for a partner, what waits for a second person, and every version before, the newest first.</summary>
internal static class ReadTerms
{
    public static void Map(WebApplication node) => node.MapGet("/partners/{code}/terms", Read).Requires(Permission.ReadPartners).WithName("partner-terms");

    private static Results<Ok<TermsAnswer>, ProblemHttpResult> Read(string code, Database database, KeyStore keys, TimeProvider time)
    {
        using var connection = database.Open();
        if (PartnerRow.Find(connection, code) is not { } partner)
        {
            return (ProblemHttpResult)PartnerStep.Not(code, PartnerRefusal.Unknown).Answer().Result;
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return TypedResults.Ok(new TermsAnswer(code, partner.SuspendedAt, PartnerTerms.Find(connection, code)?.MayReceive(today) ?? false,
            [.. TermsRow.Of(connection, code).Select(row => new TermsVersion(row.Version, row.State, row.Read(), row.ContactsBy(keys), row.ProposedBy, row.ProposedAt, row.DecidedBy, row.DecidedAt, row.ReasonBy(keys)))],
            [.. SuspensionRow.Of(connection, code).Select(row => new SuspensionView(row.SuspendedBy, row.SuspendedAt, row.ReasonBy(keys), row.LiftBy, row.LiftAt, row.LiftedBy, row.LiftedAt))]));
    }

    /// <summary>Terms and suspensions of a partner.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="SuspendedAt">Since when it is suspended; null where it is not.</param>
    /// <param name="MayReceive">Whether anything new may be released to it today.</param>
    /// <param name="Versions">Every version, the newest first.</param>
    /// <param name="Suspensions">Every suspension, the newest first.</param>
    internal sealed record TermsAnswer(string Code, DateTimeOffset? SuspendedAt, bool MayReceive, IReadOnlyList<TermsVersion> Versions, IReadOnlyList<SuspensionView> Suspensions);

    /// <summary>A version of the terms.</summary>
    /// <param name="Version">Its number, from 1.</param>
    /// <param name="State">proposed, in-force, replaced or refused.</param>
    /// <param name="Terms">What it says.</param>
    /// <param name="Contacts">Whom to call; empty once that is deleted.</param>
    /// <param name="ProposedBy">Who proposed it.</param>
    /// <param name="ProposedAt">When.</param>
    /// <param name="DecidedBy">Who was the second person; null where it waits.</param>
    /// <param name="DecidedAt">When.</param>
    /// <param name="Reason">Why it was refused; null where it was not.</param>
    internal sealed record TermsVersion(
        long Version, string State, PartnerTerms Terms, IReadOnlyList<PartnerContact> Contacts, string ProposedBy, DateTimeOffset ProposedAt, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason);

    /// <summary>A suspension.</summary>
    internal sealed record SuspensionView(string By, DateTimeOffset At, string? Reason, string? LiftProposedBy, DateTimeOffset? LiftProposedAt, string? LiftedBy, DateTimeOffset? LiftedAt);
}
