using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Listings;

/// <summary>What the forms on the pages of listings do, each by the use case of the API.</summary>
internal sealed class ListingSteps(LedgerWriter ledger, KeyStore keys, OwnListings own, Catalogue catalogue, IOptions<ListingOptions> options, TimeProvider time)
{
    /// <summary>Steps of whoever approves.</summary>
    public static IReadOnlyList<string> OfSecond { get; } = ["approve", "refuse"];

    /// <summary>Steps of whoever nominates.</summary>
    public static IReadOnlyList<string> OfNominator { get; } = ["renew", "lower", "remove", "misidentify", "withdraw"];

    /// <summary>The purposes for which somebody may be listed.</summary>
    public IReadOnlyList<string> Purposes => [.. catalogue.Purposes.Where(p => p.Keep.ContainsKey(Doing.List)).Select(p => p.Code)];

    /// <summary>What is wrong with a form; empty where it may be proposed.</summary>
    public IReadOnlyList<FaultOf> FaultsOf(ListingFields fields)
    {
        var rules = new ListingRules(options.Value, time.Today());
        rules.FaultsOf(fields);
        return [.. rules.Faults.Select(f => f.About).Distinct()];
    }

    /// <summary>Nominates somebody for a purpose; null where the catalogue allows no listing for it.</summary>
    public async Task<ListingAnswer?> NominateAsync(ListingFields fields, string purpose, Caller caller, CancellationToken cancellationToken) =>
        catalogue.GroundOf(purpose, Doing.List) is { } ground ? (await Nominate.DoAsync(fields, ledger, keys, time, caller with { Ground = ground }, cancellationToken)).Value : null;

    /// <summary>Proposes what a listing shall say from now on; why not, where that was refused.</summary>
    /// <param name="id">The listing.</param>
    /// <param name="seen">The version that whoever filled in the form had before him.</param>
    /// <param name="fields">What it shall say.</param>
    /// <param name="caller">Who.</param>
    /// <param name="cancellationToken">Ends it before it is written.</param>
    public Task<string?> CorrectAsync(string id, long? seen, ListingFields fields, Caller caller, CancellationToken cancellationToken) =>
        DoAsync(work => work.Listing(id) is { } listing && listing.Version != seen ? Approve.NotWaiting : Correct.Do(work, id, fields, keys, caller, ActionCode.ListingCorrected).Result, cancellationToken);

    /// <summary>Takes one step; why not, where it was refused.</summary>
    public async Task<string?> TakeAsync(string step, string id, IFormCollection form, Caller caller, CancellationToken cancellationToken)
    {
        var version = long.TryParse(form["version"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
        return step switch
        {
            "approve" => await DoAsync(work => Approve.Do(work, id, version, keys, caller).Result, cancellationToken),
            "refuse" => Codes.Find<Refuse.RefusalReason>(form["reason"]) is { } reason ? await DoAsync(work => Refuse.Do(work, id, version, reason, catalogue, caller).Result, cancellationToken) : "reason",
            "lower" => Codes.Find<EncounterAction>(form["action"]) is { } action ? await DoAsync(work => Lower.Do(work, id, action, keys, caller).Result, cancellationToken) : "reason",
            "remove" => Codes.Find<Remove.RemovalReason>(form["reason"]) is { } why ? await DoAsync(work => Remove.Do(work, id, why, catalogue, caller).Result, cancellationToken) : "reason",
            "renew" => await DoAsync(work => Renew.Do(work, id, Renewal(form), keys, options.Value, caller).Result, cancellationToken),
            "misidentify" => Misidentify.IsRight(Person(form), options.Value, time) ? await DoAsync(work => Misidentify.DoAdd(work, id, Person(form), keys, caller).Result, cancellationToken) : "misidentified",
            _ => await DoAsync(work => Misidentify.DoWithdraw(work, id, form["entry"].ToString(), caller).Result, cancellationToken),
        };
    }

    private static Renew.RenewRequest Renewal(IFormCollection form) => new() { ReviewOn = ListingForm.Day(form["review"]), ExpiresOn = ListingForm.Day(form["expiry"]) };

    private static Misidentify.MisidentifiedRequest Person(IFormCollection form) => new()
    {
        Name = form["name"].ToString(),
        BirthDate = OrNull(ListingForm.Western(form["birth"].ToString())),
        DocumentNumber = OrNull(form["number"].ToString()),
        Reason = form["why"].ToString().ReplaceLineEndings(" ").Trim(),
        Until = ListingForm.Day(form["until"]),
    };

    private static string? OrNull(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    private async Task<string?> DoAsync(Func<Work, IResult> change, CancellationToken cancellationToken)
    {
        var answer = await ledger.WriteAsync(change, cancellationToken);
        await own.RefreshAsync(cancellationToken);
        return answer is ProblemHttpResult problem ? WhyOf(problem) : null;
    }

    /// <summary>The end of the key of a problem's text. A title says which kind of problem it is and is the same at every occurrence (RFC 9457 section 3.1.3).</summary>
    private static string WhyOf(ProblemHttpResult problem) => problem.ProblemDetails.Title switch
    {
        "That version waits for nobody" => "not-waiting",
        "The second person is another one" => "same-person",
        "The proposed version has expired" => "expired-waiting",
        "Another proposal waits" => "another-waits",
        "The listing is not in force" => "ended",
        "That asks for no less" => "no-less",
        "The dates are not as they should be" => "dates",
        _ => "unknown",
    };
}
