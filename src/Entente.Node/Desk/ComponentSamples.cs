using Entente.Node.Border.Encounters;
using Entente.Node.Watchlist;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Desk;

/// <summary>What the page of components shows: invented people, hostile names, numbers.</summary>
internal static class ComponentSamples
{
    /// <summary>Names in four scripts, and such as somebody would send to break a page.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Nadia Choukri", "نادية شكري", "Надия Шукри", "Νάντια Σούκρι", "<script>alert(1)</script>", "\u202Eexe.gpj", "Na\u200Bdia\u200D \uFEFFChoukri", new string('W', 10_000),
    ];

    /// <summary>Somebody of whom much is known.</summary>
    public static PersonView Whole { get; } = new(
        ["Nadia Choukri", "نادية شكري"], ["1991-03-06"], Sex.Female, ["MAR", "FRA"], [new DocumentView("XA1204417", "passport", "MAR"), new DocumentView("K4410923", "identity card", "MAR")]);

    /// <summary>Somebody of whom nothing is known but a name.</summary>
    public static PersonView Bare { get; } = new([Names[4]], [], Sex.NotStated, [], []);

    /// <summary>Each way in which two can agree.</summary>
    public static IReadOnlyList<ReadEncounters.EvidenceView> Evidence { get; } =
    [
        new(EvidenceField.Name, Agreement.Agrees, "Nadia", "نادية", "the same in another script"), new(EvidenceField.Name, Agreement.Near, "Choukri", "Shukri", "the same, spelled another way"),
        new(EvidenceField.BirthDate, Agreement.Contradicts, "1991-03-06", "1968-02-09", "another birth date"), new(EvidenceField.Sex, Agreement.Missing, "F", "", "sex not stated"),
    ];

    /// <summary>What listings ask for.</summary>
    public static IReadOnlyList<EncounterAction> Asks { get; } = Enum.GetValues<EncounterAction>();

    /// <summary>Signs that stand beside words.</summary>
    public static IReadOnlyList<string> Icons { get; } =
    [
        "now", "queue", "counter", "crossings", "sea", "land", "posts", "map", "figures", "listings", "review", "documents", "sources", "conversations", "partners", "accounts", "tokens", "purposes", "policy", "health", "record", "search", "unknown",
    ];

    /// <summary>A figure of each kind, and one with nothing in it.</summary>
    public static IReadOnlyList<Chart> Charts(Words words) =>
    [
        new("sample-columns", ChartKind.Columns, words["figures.passages"], words["figures.hour"], [.. Enumerable.Range(0, 24).Select(i => words.WithDigits($"{i:00}"))],
            [new(words["figures.entries"], [.. Enumerable.Range(0, 24).Select(i => (long)(i * (24 - i)))], 0), new(words["figures.exits"], [.. Enumerable.Range(0, 24).Select(i => (long)(i * 3))], 1), new(words["figures.stopped"], [.. Enumerable.Range(0, 24).Select(i => (long)(i % 5))], 4)])
            { NameEvery = 2 },
        new("sample-histogram", ChartKind.Histogram, words["figures.to-decide"], words["figures.time"], ["1", "2", "3", "4", "5"], [new(words["figures.decided"], [3, 12, 8, 4, 1], 0)])
            { Marks = [new(words.Of("figures.median", 2), 1.6), new(words.Of("figures.ninety", 4), 3.4)] },
        new("sample-bars", ChartKind.Bars, words["figures.conclusions"], words["figures.by-list"], ["own", Names[4], Names[5], Names[7]],
            [.. Enumerable.Range(0, 10).Select(i => new ChartSeries(words.Number(i), [i + 1, i % 3, i % 2, 1], i))]) { Note = words["figures.lacking-note"] },
        new("sample-none", ChartKind.Bars, words["figures.overdue"], words["figures.by-post"], [], [new(words["figures.late"], [], 0)]),
    ];
}
