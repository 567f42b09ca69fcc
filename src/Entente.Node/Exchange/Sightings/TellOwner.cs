using System.Globalization;
using Entente.Ledger.Envelopes;
using Entente.Node.Accounts;
using Entente.Node.Border.Encounters;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Flows;
using Entente.Node.Exchange.Notices;
using Entente.Node.Exchange.Release;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange.Sightings;

/// <summary>
/// POST /encounters/{id}/tell-owner: a named person releases parts of an encounter to the partner whose listing it is, and asks it to confirm, or only tells it. Locked
/// for people whom the law protects; the lock is <see cref="SightingRules"/>.
/// </summary>
internal static class TellOwner
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/encounters/{id}/tell-owner", Handle).Accepts<TellRequest>("application/json").Requires(Permission.Release).WithName("tell-owner");
        node.MapPost("/desk/encounters/{id}/tell-owner", PageAsync).Requires(Permission.Release).DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>The form of the page; back to it in any case, because the panel says what stands against a release.</summary>
    private static async Task<IResult> PageAsync(string id, HttpContext context, SightingSender sender, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var parts = form["part"].Select(Codes.Find<SightingPart>).OfType<SightingPart>().Distinct().ToList();
        var confirm = form["confirm"] == "yes";
        if (parts.Count > 0 && (!confirm || parts.Contains(SightingPart.Identity)))
        {
            await ledger.WriteAsync(work => sender.Send(work, id, parts, confirm, caller), cancellationToken);
        }

        return Results.LocalRedirect($"~/desk/encounters/{Uri.EscapeDataString(id)}#owner");
    }

    private static async Task<Results<Ok<EncounterState>, ProblemHttpResult>> Handle(
        string id, StrictBody<TellRequest> body, SightingSender sender, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        body.Value is not { Parts: { Count: > 0 } parts } request || (request.Confirm && !parts.Contains(SightingPart.Identity))
            ? Problems.Of(StatusCodes.Status400BadRequest, "The release is not as it should be", body.Fault ?? $"Name the parts that you release; there are {Codes.All<SightingPart>()}, and whoever is to confirm has to know whom: identity.")
            : await ledger.WriteAsync(work => sender.Send(work, id, [.. parts.Distinct()], request.Confirm, caller), cancellationToken);

    /// <summary>What is released.</summary>
    internal sealed record TellRequest
    {
        /// <summary>The parts.</summary>
        public IReadOnlyList<SightingPart>? Parts { get; init; }

        /// <summary>Whether the owner is asked to confirm that this is the person.</summary>
        public bool Confirm { get; init; }
    }
}

/// <summary>Tells owners of encounters, within a work.</summary>
internal sealed class SightingSender(ExchangeOutbox outbox, KeyStore keys, Conversations conversations, IOptions<ExchangeOptions> options)
{
    // The owner of a listing may hear of it as long as anybody remembers: a week. A policy of this project.
    private static readonly TimeSpan Lives = TimeSpan.FromDays(7);

    /// <summary>What stands against telling the owner of an encounter; nothing where it may be told.</summary>
    public IReadOnlyList<SightingBar> Bars(Encounter encounter, EncounterWho who, string by, DateTimeOffset now) => SightingRules.Bars(encounter, who.Traveller, by, options.Value.Country, now.Day());

    /// <summary>Releases parts of an encounter, and asks for confirmation where that is wanted.</summary>
    public Results<Ok<EncounterState>, ProblemHttpResult> Send(Work work, string id, IReadOnlyList<SightingPart> parts, bool confirm, Caller caller)
    {
        if (!caller.IsPerson)
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "Only people release", "Sign in as a person; a machine tells no partner where somebody is.");
        }

        if (EncounterTable.Find(work, id) is not { } row || row.Open(keys) is not { } who)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "Unknown encounter", "There is no encounter of that id, or it has reached the end of its retention.");
        }

        var encounter = row.Read();
        if (encounter.Owner is not { } owner || who.Listings.FirstOrDefault(l => l.List == owner) is not { } listing || ForeignRow.Find(work, listing.Id, owner) is not { Status: ForeignRow.IsInForce } notice)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Nobody to tell", "No partner owns this listing, or it has taken the listing back.");
        }

        if (Bars(encounter, who, caller.Id, work.Now) is { Count: > 0 } bars)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "The owner must not be told", $"What stands against it: {string.Join(", ", bars.Select(Codes.Of))}. Nobody can go past this.");
        }

        var released = new Released(new Marking([owner], "TLP:AMBER+STRICT", Onward.No, null) { Purposes = [notice.Purpose] }, notice.Purpose, IsOwn: true, OwnerConsents: false);
        if (released.Bars(Recipients.Find(work, owner), work.Now.Day()) is { Count: > 0 } barred)
        {
            return ShareListing.Barred(barred);
        }

        var form = SightingForm.Of(listing.Id, id, who, row.Post, work.Now.Day(), parts);
        return confirm ? Ask(work, id, encounter, form, caller) : Tell(work, id, encounter, owner, form, released, caller);
    }

    private Results<Ok<EncounterState>, ProblemHttpResult> Tell(Work work, string id, Encounter encounter, string owner, SightingForm form, Released released, Caller caller)
    {
        outbox.Send(work, new Outgoing(owner, MessageType.Sighting, form.Thing, NoticeJson.Write(form), work.Now + Lives) { Carries = released }, caller.Id, caller.Ground);
        EncounterTable.Record(work, id, caller.Id, caller.Name, caller.Ground, ActionCode.EncounterOwnerTold, new { Owner = owner });
        return TypedResults.Ok(EncounterState.Of(id, encounter));
    }

    private Results<Ok<EncounterState>, ProblemHttpResult> Ask(Work work, string id, Encounter encounter, SightingForm form, Caller caller)
    {
        var (person, owner) = (new Person(caller.Id, caller.Name, caller.Roles), encounter.Owner ?? "");
        if (EncounterRules.AskOwner(encounter, person, work.Now, options.Value.HoldAtMost) is not Step.Done { Now: { OwnerWord: { } word } asked })
        {
            return RefusalProblems.Of(encounter.OwnerWord is null ? Refusal.NoOwner : Refusal.OwnerAsked, encounter);
        }

        var outcome = conversations.Open(work, FlowTable.HitConfirmation, owner, QuestionOf(form, encounter.Asks), Actor.Of(caller), id);
        if (outcome.Row is not { } conversation)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "The owner cannot be asked", $"What stands against it: {string.Join(", ", outcome.Faults.Prepend(outcome.Refused is { } refused ? Codes.Of(refused) : ""))}.");
        }

        asked = asked with { OwnerWord = word with { Conversation = conversation.Id } };
        EncounterTable.Save(work, id, asked, caller, ActionCode.EncounterOwnerAsked, new { asked.Owner });
        return TypedResults.Ok(EncounterState.Of(id, asked));
    }

    private static string? FirstOf(IReadOnlyList<string> values) => values.Count > 0 ? values[0] : null;

    /// <summary>What the owner is asked, in the fields of the flow: the first value of each part that was released.</summary>
    private static Dictionary<string, string> QuestionOf(SightingForm form, EncounterAction asks)
    {
        var all = new (string Name, string? Value)[]
        {
            ("thing", form.Thing), ("name", FirstOf(form.Names)), ("birth-date", FirstOf(form.BirthDates)), ("nationality", FirstOf(form.Nationalities)),
            ("document", FirstOf(form.Documents)), ("asks", Codes.Of(asks)), ("about", string.Join(' ', new[] { form.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", form.Place }.Where(t => t.Length > 0))),
        };
        return all.Where(f => !string.IsNullOrEmpty(f.Value)).ToDictionary(f => f.Name, f => f.Value ?? "", StringComparer.Ordinal);
    }
}
