using System.Text;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Partners;

/// <summary>POST /partners/{code}/terms/{version}/confirm: a second person puts terms in force. POST …/refuse: a second person refuses them, with a reason.</summary>
internal static class DecideTerms
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/partners/{code}/terms/{version}/confirm", async (string code, long version, LedgerWriter ledger, Caller caller, CancellationToken ct) => (await ConfirmAsync(code, version, ledger, caller, ct)).Answer())
            .Requires(Permission.ConfirmTerms).WithName("confirm-terms");
        node.MapPost("/partners/{code}/terms/{version}/refuse", Refuse).Accepts<ReasonRequest>("application/json").Requires(Permission.ConfirmTerms).WithName("refuse-terms");
    }

    private static async Task<Results<Ok<PartnerStep.StepAnswer>, ProblemHttpResult>> Refuse(
        string code, long version, StrictBody<ReasonRequest> body, LedgerWriter ledger, KeyStore keys, Caller caller, CancellationToken cancellationToken) =>
        (await RefuseAsync(code, version, body.Value?.Reason ?? "", ledger, keys, caller, cancellationToken)).Answer();

    /// <summary>Puts terms in force; those that were are replaced.</summary>
    public static Task<PartnerStep> ConfirmAsync(string code, long version, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) => ledger.WriteAsync(work =>
    {
        if (Fault(work, code, version, caller, out var row) is { } why)
        {
            return PartnerStep.Not(code, why);
        }

        var terms = row!.Read(); // There is one where there is no fault.
        if (terms.ReviewOn < work.Now.Day())
        {
            return PartnerStep.Not(code, PartnerRefusal.ReviewPassed);
        }

        work.Execute("UPDATE partner_terms SET state = 'replaced', ended_at = @Now WHERE partner = @code AND state = 'in-force'", new { code, work.Now });
        work.Execute("UPDATE partner_terms SET state = 'in-force', decided_by = @by, decided_at = @Now WHERE partner = @code AND version = @version", new { code, version, by = caller.Id, work.Now });
        work.Record(caller.Did(ActionCode.PartnerTermsConfirmed, $"partner:{code}", new { Version = version, row.ProposedBy, terms.ReviewOn }));
        return new(code, TermsRow.InForce, version, null);
    }, cancellationToken);

    /// <summary>Refuses terms.</summary>
    public static Task<PartnerStep> RefuseAsync(string code, long version, string reason, LedgerWriter ledger, KeyStore keys, Caller caller, CancellationToken cancellationToken) => ledger.WriteAsync(work =>
    {
        if (Fault(work, code, version, caller, out var row) is { } why)
        {
            return PartnerStep.Not(code, why);
        }

        if (!new ReasonRequest { Reason = reason }.IsGiven)
        {
            return PartnerStep.Not(code, PartnerRefusal.Reason);
        }

        var sealedReason = keys.Seal(row!.DataKey, TermsRow.PlaceOf(code, version, "reason"), Encoding.UTF8.GetBytes(reason.Trim())); // There is one where there is no fault.
        work.Execute("UPDATE partner_terms SET state = 'refused', reason = @sealedReason, decided_by = @by, decided_at = @Now, ended_at = @Now WHERE partner = @code AND version = @version",
            new { code, version, sealedReason, by = caller.Id, work.Now });
        work.Record(caller.Did(ActionCode.PartnerTermsRefused, $"partner:{code}", new { Version = version, row.ProposedBy }));
        return new(code, TermsRow.Refused, version, null);
    }, cancellationToken);

    private static PartnerRefusal? Fault(Work work, string code, long version, Caller caller, out TermsRow? row)
    {
        row = TermsRow.Find(work, code, version);
        return PartnerRow.Find(work, code) is null ? PartnerRefusal.Unknown
            : row is not { State: TermsRow.Proposed } ? PartnerRefusal.NotWaiting
            : PartnerStep.SecondFault(caller, row.ProposedBy);
    }
}
