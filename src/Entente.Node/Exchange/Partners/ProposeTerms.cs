using System.Text.Json;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Partners;

/// <summary>POST /partners/{code}/terms: proposes terms; they hold once a second person has confirmed them. What the same person proposed before is replaced.</summary>
internal static class ProposeTerms
{
    public static void Map(WebApplication node) =>
        node.MapPost("/partners/{code}/terms", Handle).Accepts<TermsFields>("application/json").Requires(Permission.ProposeTerms).WithName("propose-terms");

    private static async Task<Results<Ok<PartnerStep.StepAnswer>, ProblemHttpResult>> Handle(
        string code, StrictBody<TermsFields> body, LedgerWriter ledger, KeyStore keys, Catalogue catalogue, TimeProvider time, Caller caller, CancellationToken cancellationToken)
    {
        var fields = body.Value ?? new TermsFields();
        var faults = body.Fault is { } fault ? [fault] : TermsRules.FaultsOf(fields, catalogue, time.Today());
        return faults.Count > 0
            ? Problems.Of(StatusCodes.Status400BadRequest, "The terms are not as they should be", string.Join(' ', faults))
            : (await DoAsync(code, fields, ledger, keys, caller, cancellationToken)).Answer();
    }

    /// <summary>Proposes terms without a fault.</summary>
    public static async Task<PartnerStep> DoAsync(string code, TermsFields fields, LedgerWriter ledger, KeyStore keys, Caller caller, CancellationToken cancellationToken)
    {
        var key = keys.Make();
        var step = await ledger.WriteAsync(work => Do(work, code, fields, keys, key, caller), cancellationToken);
        if (step.Refused is not null)
        {
            keys.GiveBack([key]);
        }

        return step;
    }

    private static PartnerStep Do(Work work, string code, TermsFields fields, KeyStore keys, string key, Caller caller)
    {
        if (PartnerRow.Find(work, code) is null)
        {
            return PartnerStep.Not(code, PartnerRefusal.Unknown);
        }

        var waiting = work.Find<TermsRow>("SELECT * FROM partner_terms WHERE partner = @code AND state = 'proposed'", new { code });
        if (waiting is not null && waiting.ProposedBy != caller.Id)
        {
            return PartnerStep.Not(code, PartnerRefusal.AnotherWaits);
        }

        work.Execute("UPDATE partner_terms SET state = 'replaced', ended_at = @Now WHERE partner = @code AND state = 'proposed'", new { code, work.Now });
        var version = work.Value<long>("SELECT coalesce(max(version), 0) + 1 FROM partner_terms WHERE partner = @code", new { code });
        var terms = TermsRules.ToTerms(fields);
        work.Execute(
            "INSERT INTO partner_terms (partner, version, state, terms, review_on, data_key, contacts, proposed_by, proposed_at) VALUES (@code, @version, 'proposed', @text, @ReviewOn, @key, @contacts, @by, @Now)",
            new
            {
                code, version, text = terms.ToText(), terms.ReviewOn, key, by = caller.Id, work.Now,
                contacts = keys.Seal(key, TermsRow.PlaceOf(code, version, "contacts"), JsonSerializer.SerializeToUtf8Bytes(fields.Contacts, JsonSerializerOptions.Web)),
            });
        work.Record(caller.Did(ActionCode.PartnerTermsProposed, $"partner:{code}", new { Version = version, terms.Ceiling, terms.Categories, terms.Purposes, terms.Approvers, terms.Communities, terms.ReviewOn }));
        return new(code, TermsRow.Proposed, version, null);
    }
}
