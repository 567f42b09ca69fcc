using Dapper;
using Entente.Formats.Mrz;
using Entente.Formats.Reading;
using Entente.Node.Accounts;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Screening.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Counter;

/// <summary>
/// POST /counter/checks: a person stands at a counter, with a machine-readable zone (from a scanner that types, or typed) or typed identity data. Whoever a
/// list has announced is found by the document, with what was decided about him; anybody else is screened on the spot.
/// </summary>
internal static class CheckAtCounter
{
    public static void Map(WebApplication node) => node.MapPost("/counter/checks", HandleAsync).Requires(Permission.Counter).WithName("counter-check");

    private static async Task<Results<Ok<CheckAnswer>, ProblemHttpResult>> HandleAsync(CheckRequest request, CounterCheck check, Caller caller, CancellationToken cancellationToken) =>
        await check.RunAsync(request, caller, cancellationToken) switch
        {
            ({ } answer, _) => TypedResults.Ok(answer),
            (_, CounterFault.NoLists) => Problems.Of(StatusCodes.Status503ServiceUnavailable, "The lists are not read yet", "Nobody can be checked until /readyz answers 200. Follow the procedure for a failed system."),
            (_, var fault) => Problems.Of(StatusCodes.Status400BadRequest, "The check is not as it should be", WordsOf(fault, request)),
        };

    private static string WordsOf(CounterFault? fault, CheckRequest request) => fault switch
    {
        CounterFault.Post => "post is none of this service's; give the code of one of Border:Posts.",
        CounterFault.Direction => "direction is neither entry nor exit.",
        CounterFault.NoPerson => "Neither mrz nor typed is given.",
        CounterFault.NoName => "typed has no name.",
        CounterFault.BirthDate => "typed.birthDate is no date; give 1991-03-06, 1991-03 or 1991.",
        _ => $"The machine-readable zone cannot be read: {MrzReader.Fault(request.Mrz ?? "")} Read it again, or type the identity data.",
    };

    /// <summary>Takes the person into the crossing and says what to do, within a work.</summary>
    public static CheckAnswer Check(Checked at, StoredPerson person, IReadOnlyList<TravellerHit> hits, Queue<string> spare, string lists, ListsNow now)
    {
        var traveller = new CrossingPeople(at.Work, at.Keys, at.Crossing).Take(person, lists);
        new HitOpening(at.Work, at.Keys, at.Crossing, at.Options, at.Catalogue, spare).Open(traveller, hits);
        var encounters = at.Work.Query<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE traveller_id = @Id", new { traveller.Id }).Select(row => (row.Id, State: row.Read())).ToList();
        var advice = now.Heed(CounterAdvice.Of(encounters.ConvertAll(e => e.State)));
        at.Work.Record(at.Caller.Did(ActionCode.CounterChecked, traveller.Id, new { at.Crossing.Post, Advice = advice.ToString(), Encounters = encounters.Select(e => e.Id), Lists = lists }));
        return new CheckAnswer(traveller.Id, advice, PersonView.Of(traveller.Person.Subject ?? throw new InvalidOperationException("Whoever stands at the counter has a name.")),
            at.Crossing.Kind == "counter" ? null : HitOpening.WordsOf(at.Crossing), at.Caller.IsPerson ? encounters.ConvertAll(e => EncounterState.Of(e.Id, e.State)) : [], now.Warning, now.Age);
    }

    /// <summary>The crossing on which a list has announced the person for this post, two days around now; null where none has.</summary>
    public static string? Announced(Database database, KeyStore keys, StoredPerson person, PostOption post, DateTimeOffset now)
    {
        if (person.DocumentMark(keys) is not { Length: > 0 } mark)
        {
            return null;
        }

        using var connection = database.Open();
        return connection.ExecuteScalar<string?>(
            "SELECT c.id FROM traveller t JOIN crossing c ON c.id = t.crossing_id WHERE t.document = @mark AND c.post = @Code AND c.day BETWEEN @from AND @to AND t.status <> 'cancelled' AND c.kind <> 'counter' ORDER BY c.day DESC LIMIT 1",
            new { mark, post.Code, from = Day(now.AddDays(-2)), to = Day(now.AddDays(2)) });
    }

    /// <summary>Stores the crossing of somebody whom no list has announced.</summary>
    public static Crossing Insert(Work work, CheckRequest request, PostOption post, string key, Catalogue catalogue, Ground ground)
    {
        var id = Guid.CreateVersion7(work.Now).ToString("N");
        var crossing = new Crossing
        {
            Id = id, Kind = "counter", Post = post.Code, Direction = request.Direction == "entry" ? "arrival" : "departure", Carrier = "", Number = id, Day = Day(work.Now), Origin = "", Destination = "",
            Legs = "[]", DataKey = key, Purpose = ground.Purpose, LegalBasis = ground.LegalBasis, Opened = work.Now, KeepUntil = work.Now + catalogue.Keep(ground, Doing.Screen),
        };
        crossing.Insert(work);
        return crossing;
    }

    /// <summary>Who stands there, or why nobody can be made out.</summary>
    public static (Subject? Subject, CounterFault? Fault) SubjectOf(CheckRequest request, DateOnly today)
    {
        if (!string.IsNullOrWhiteSpace(request.Mrz))
        {
            return MrzReader.TryRead(request.Mrz, today) is { } document && MrzTraveller.From(document, "counter", "zone", new Journal()) is { } traveller
                ? (traveller.Subject, null)
                : (null, CounterFault.Zone);
        }

        return request.Typed switch
        {
            null => (null, CounterFault.NoPerson),
            { BirthDate: { } date } when TypedIdentity.DateOf(date) is null => (null, CounterFault.BirthDate),
            var typed => typed.ToSubject() is { } subject ? (subject, null) : (null, CounterFault.NoName),
        };
    }

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Where and for whom a check is made.</summary>
    internal sealed record Checked(Work Work, KeyStore Keys, Crossing Crossing, BorderOptions Options, Catalogue Catalogue, Caller Caller);

    /// <summary>A person at a counter.</summary>
    /// <param name="Post">Code of the post.</param>
    /// <param name="Direction">entry or exit.</param>
    /// <param name="Mrz">The machine-readable zone, with or without line breaks.</param>
    /// <param name="Typed">Identity data, where there is no zone.</param>
    /// <param name="Vehicle">Number plate, at a land post.</param>
    internal sealed record CheckRequest(string Post, string Direction, string? Mrz, TypedIdentity? Typed, string? Vehicle);

    /// <summary>What the officer at the counter is told.</summary>
    /// <param name="Check">Id under which the passage is recorded.</param>
    /// <param name="Advice">What to do.</param>
    /// <param name="Person">Who was read.</param>
    /// <param name="Announced">The crossing on which a list announced the person; null where none did.</param>
    /// <param name="Encounters">What is decided or waits; for people only, not for machines.</param>
    /// <param name="Warning">What the officer has to know about the answer; null for nothing.</param>
    /// <param name="Lists">At a post without a link: how old the lists are; null elsewhere.</param>
    internal sealed record CheckAnswer(string Check, CounterAdvice.Code Advice, PersonView Person, string? Announced, IReadOnlyList<EncounterState> Encounters, string? Warning, string? Lists);
}
