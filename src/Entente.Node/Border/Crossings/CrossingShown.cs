using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Border.Encounters;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Watchlist;

namespace Entente.Node.Border.Crossings;

/// <summary>What the page of a crossing shows.</summary>
/// <param name="View">The crossing with its people and messages.</param>
/// <param name="Board">It in counts.</param>
/// <param name="People">The people of this page: whoever has a hit first, then who could not be read.</param>
/// <param name="Matching">How many people the filter leaves.</param>
/// <param name="Wanted">The filter.</param>
/// <param name="Answers">What senders were told, the newest first.</param>
/// <param name="Post">Its post; null where it touches none.</param>
internal sealed record CrossingShown(
    ReadCrossings.CrossingView View, BoardRow Board, IReadOnlyList<PersonLine> People, int Matching, PeopleWanted Wanted, IReadOnlyList<AnswerLine> Answers, PostOption? Post)
{
    /// <summary>People of a page.</summary>
    public const int Together = 50;

    private const int MostAnswers = 100;

    /// <summary>The post's zone; UTC where there is none.</summary>
    public TimeZoneInfo Zone => EncounterReading.ZoneOf(Post);

    /// <summary>The page; null where there is no such crossing. That it was read is recorded.</summary>
    public static async Task<CrossingShown?> FindAsync(
        string id, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, BorderOptions options, PeopleWanted wanted, CancellationToken cancellationToken)
    {
        if (await ReadCrossings.FindAsync(id, database, keys, ledger, caller, cancellationToken) is not { } view)
        {
            return null;
        }

        using var connection = database.Open();
        var post = options.Posts.FirstOrDefault(p => p.Code == view.Post);
        var hits = connection.Query<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE crossing_id = @id ORDER BY asks DESC, id", new { id }).Select(row => (row.TravellerId, State: EncounterState.Of(row.Id, row.Read()))).ToLookup(h => h.TravellerId, h => h.State);
        var people = view.People.Select(p => new PersonLine(p, [.. hits[p.Id]], p.Person is null ? [] : Missing(p.Person))).Where(p => wanted.Show switch
        {
            "hits" => p.Hits.Count > 0,
            "unread" => p.Traveller.Person is null || p.Missing.Count > 0,
            "left" => p.Traveller.Status == TravellerStatus.NotBoarded,
            _ => true,
        }).OrderBy(p => p.Rank).ThenByDescending(p => p.Hits.Select(h => h.Asks).DefaultIfEmpty().Max()).ToList();
        var answers = connection.Query<AnswerLine>($"SELECT recipient, sequence, kind, made FROM answer WHERE crossing_id = @id ORDER BY made DESC, sequence DESC LIMIT {MostAnswers}", new { id }).AsList();
        return new CrossingShown(view, CrossingBoard.Find(database, id, post), [.. people.Skip(wanted.Page * Together).Take(Together)], people.Count, wanted, answers, post);
    }

    /// <summary>What the list does not say of somebody, by which he could be told from namesakes.</summary>
    private static List<string> Missing(PersonView person) =>
        [.. new[] { (person.BirthDates.Count == 0, "birth-date"), (person.Documents.Count == 0, "document"), (person.Nationalities.Count == 0, "nationality") }.Where(m => m.Item1).Select(m => m.Item2)];
}

/// <summary>Somebody on a crossing.</summary>
/// <param name="Traveller">Who.</param>
/// <param name="Hits">Where his encounters stand.</param>
/// <param name="Missing">What the list does not say.</param>
internal sealed record PersonLine(ReadCrossings.TravellerView Traveller, IReadOnlyList<EncounterState> Hits, IReadOnlyList<string> Missing)
{
    /// <summary>What is at stake first.</summary>
    public int Rank => Hits.Any(h => h.Status != "decided") ? 0 : Hits.Count > 0 ? 1 : Traveller.Person is null ? 2 : 3;
}

/// <summary>Something that a sender was told.</summary>
internal sealed class AnswerLine
{
    public string Recipient { get; init; } = "";

    public long Sequence { get; init; }

    public string Kind { get; init; } = "";

    public DateTimeOffset Made { get; init; }
}
