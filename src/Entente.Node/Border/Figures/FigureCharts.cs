using System.Globalization;
using Entente.Node.Border.Encounters;
using Entente.Node.Configuration;
using Entente.Node.Desk;

namespace Entente.Node.Border.Figures;

/// <summary>Turns counts into figures in a language.</summary>
internal sealed class FigureCharts(Counts counts, FiguresPeriod period, IReadOnlyList<PostOption> posts, Words words)
{
    // More bars than that nobody compares; the rest stands together.
    private const int MostBars = 12;

    /// <summary>Entries, exits and hits over the days and over the day.</summary>
    public IEnumerable<Chart> Traffic() => period.Days == 1
        ? [Passages("passages", byDay: false), Hits("hits", byDay: false)]
        : [Passages("passages-by-day", byDay: true), Hits("hits-by-day", byDay: true), Passages("passages", byDay: false), Hits("hits", byDay: false)];

    /// <summary>How long it took until a decision was in force.</summary>
    public Chart ToDecide()
    {
        var spread = Spread.Of(counts.ToDecide.Select(c => (c.Seconds, c.Encounters)));
        return new Chart("to-decide", ChartKind.Histogram, words["figures.to-decide"], words["figures.time"], [.. Spread.Bounds.Select(NameOf)], [new(words["figures.decided"], spread.Bins, 0)])
        {
            Note = spread.Total == 0 ? "" : words.Of("figures.to-decide-note", Duration(spread.Median), Duration(spread.NinetyPercent), Duration(spread.Longest)),
            Marks = spread.Total == 0 ? [] : [new(words.Of("figures.median", Duration(spread.Median)), Spread.PlaceOf(spread.Median)), new(words.Of("figures.ninety", Duration(spread.NinetyPercent)), Spread.PlaceOf(spread.NinetyPercent))],
        };
    }

    /// <summary>What came of hits, by list, post or carrier.</summary>
    public IEnumerable<Chart> Outcomes(string by)
    {
        var groups = Grouped(by);
        var head = words["figures.by-" + by];
        yield return Bars("conclusions", "figures.conclusions", [
            .. Enum.GetValues<Conclusion>().Select((c, i) => Of("conclusion", Codes.Of(c), i, s => s.Conclusion)),
            (words["figures.awaits-second"], 3, s => s.Status == "awaits-second"), (words["figures.open"], 8, s => s.Status == "open")]);
        yield return Bars("measures", "figures.measures", [.. Enum.GetValues<Measure>().Select((m, i) => Of("measure", Codes.Of(m), i, s => s.Measure))]);
        yield return Bars("happened", "outcome.title", [
            .. Enum.GetValues<OutcomeCode>().Select((o, i) => Of("outcome", Codes.Of(o), i, s => s.Outcome)),
            (words["figures.not-recorded"], 9, s => s is { Status: "decided", Outcome: "" })]);

        (string Name, int Pattern, Func<Counts.StandCount, bool> Is) Of(string texts, string code, int pattern, Func<Counts.StandCount, string> of) => (words[$"{texts}.{code}"], pattern, s => of(s) == code);

        Chart Bars(string id, string title, IReadOnlyList<(string Name, int Pattern, Func<Counts.StandCount, bool> Is)> series) => new(
            $"{id}-{by}", ChartKind.Bars, words[title], head, [.. groups.Select(g => g.Name)],
            [.. series.Select(s => new ChartSeries(s.Name, [.. groups.Select(g => g.Stands.Where(s.Is).Sum(c => c.Encounters))], s.Pattern)), new(words["figures.hits"], [.. groups.Select(g => g.Stands.Sum(c => c.Encounters))], 0, InTableOnly: true)]);
    }

    /// <summary>Encounters whose time to decide ran out.</summary>
    public Chart Overdue()
    {
        var groups = Grouped("post").ConvertAll(g => (g.Name, Late: g.Stands.Where(s => s.Overdue > 0).ToList(), All: g.Stands.Sum(s => s.Encounters)));
        return new Chart("overdue", ChartKind.Bars, words["figures.overdue"], words["figures.by-post"], [.. groups.Select(g => g.Name)],
        [
            new(words["figures.overdue-decided"], [.. groups.Select(g => g.Late.Where(s => s.Status == "decided").Sum(s => s.Encounters))], 0),
            new(words["figures.overdue-open"], [.. groups.Select(g => g.Late.Where(s => s.Status != "decided").Sum(s => s.Encounters))], 4),
            new(words["figures.hits"], [.. groups.Select(g => g.All)], 0, InTableOnly: true),
        ]) { Note = words["figures.overdue-note"] };
    }

    /// <summary>How the lists of carriers were.</summary>
    public IEnumerable<Chart> Quality()
    {
        var shown = counts.Lists.Take(MostBars).Select(c => (Name: CarrierName(c.Carrier), Counts: (IReadOnlyList<Counts.ListCount>)[c])).ToList();
        if (counts.Lists.Count > MostBars)
        {
            shown.Add((words["figures.others"], [.. counts.Lists.Skip(MostBars)]));
        }

        yield return Of("lists", "figures.lists", "figures.lists-note", ("figures.in-time", 0, c => c.Lists - c.Late), ("figures.late", 4, c => c.Late));
        var lacking = Of("lacking", "figures.lacking", "figures.lacking-note", ("figures.unread", 4, c => c.Unread), ("figures.no-birth", 1, c => c.NoBirth), ("figures.no-document", 2, c => c.NoDocument));
        yield return lacking with { Series = [.. lacking.Series, new(words["crossings.people"], Values(c => c.People), 0, InTableOnly: true)] };

        IReadOnlyList<long> Values(Func<Counts.ListCount, long> of) => [.. shown.Select(s => s.Counts.Sum(of))];

        Chart Of(string id, string title, string note, params (string Name, int Pattern, Func<Counts.ListCount, long> Value)[] series) => new(
            id, ChartKind.Bars, words[title], words["figures.by-carrier"], [.. shown.Select(s => s.Name)], [.. series.Select(s => new ChartSeries(words[s.Name], Values(s.Value), s.Pattern))]) { Note = words[note] };
    }

    private Chart Passages(string id, bool byDay)
    {
        var (entries, exits, stopped) = (Places(byDay), Places(byDay), Places(byDay));
        foreach (var count in counts.Passages)
        {
            var place = Place(count.Quarter, byDay);
            (count.Result != "passed" ? stopped : count.Direction == "exit" ? exits : entries)[place] += count.Passages;
        }

        return Over(id, byDay, byDay ? "figures.passages-by-day" : "figures.passages", new(words["figures.entries"], entries, 0), new(words["figures.exits"], exits, 1), new(words["figures.stopped"], stopped, 4));
    }

    private Chart Hits(string id, bool byDay)
    {
        var hits = Places(byDay);
        foreach (var count in counts.Hits)
        {
            hits[Place(count.Quarter, byDay)] += count.Hits;
        }

        return Over(id, byDay, byDay ? "figures.hits-by-day" : "figures.hits-by-hour", new ChartSeries(words["figures.hits"], hits, 0));
    }

    private Chart Over(string id, bool byDay, string title, params ChartSeries[] series) => new(
        id, ChartKind.Columns, words[title], words[byDay ? "figures.day" : "figures.hour"],
        [.. Enumerable.Range(0, byDay ? period.Days : 24).Select(i => words.WithDigits(byDay ? period.First.AddDays(i).ToString("MM-dd", CultureInfo.InvariantCulture) : i.ToString("00", CultureInfo.InvariantCulture)))], series)
    {
        NameEvery = byDay ? period.Days > 7 ? 3 : 1 : 2,
    };

    private long[] Places(bool byDay) => new long[byDay ? period.Days : 24];

    private int Place(DateTimeOffset at, bool byDay) => period.PlaceOf(at) is var (day, hour) && byDay ? Math.Clamp(day, 0, period.Days - 1) : hour;

    /// <summary>What stands, by list, post or carrier, the largest first and the rest together.</summary>
    private List<(string Name, IReadOnlyList<Counts.StandCount> Stands)> Grouped(string by)
    {
        var groups = counts.Stands.GroupBy(s => by switch { "list" => s.List, "post" => s.Post, _ => s.Carrier }, StringComparer.Ordinal)
            .Select(g => (Name: by switch { "post" => PostName(g.Key), "carrier" => CarrierName(g.Key), _ => g.Key.Length > 0 ? words.ListName(g.Key) : words["figures.unknown-list"] }, Stands: (IReadOnlyList<Counts.StandCount>)[.. g]))
            .OrderByDescending(g => g.Stands.Sum(s => s.Encounters)).ThenBy(g => g.Name, StringComparer.Ordinal).ToList();
        return groups.Count <= MostBars ? groups : [.. groups.Take(MostBars), (words["figures.others"], [.. groups.Skip(MostBars).SelectMany(g => g.Stands)])];
    }

    private string PostName(string code) => posts.FirstOrDefault(p => p.Code == code) is { Name.Length: > 0 } post ? post.Name : code.Length > 0 ? code : words["figures.no-post"];

    private string CarrierName(string carrier) => carrier.Length > 0 ? carrier : words["figures.no-carrier"];

    /// <summary>"2 to 5 min", "over 6 h".</summary>
    private string NameOf(long bound, int place) => place == Spread.Bounds.Count - 1 ? words.Of("figures.over", Duration(Spread.Bounds[place - 1])) : words.Of("figures.under", Duration(bound));

    /// <summary>"40 s", "12 min", "3 h 20 min".</summary>
    private string Duration(long seconds) => seconds switch
    {
        < 60 => words.Of("figures.seconds", seconds),
        < 3600 when seconds % 60 == 0 || seconds >= 600 => words.Of("figures.minutes", seconds / 60),
        < 3600 => words.Of("figures.minutes-seconds", seconds / 60, seconds % 60),
        _ when seconds % 3600 < 60 => words.Of("figures.hours", seconds / 3600),
        _ => words.Of("figures.hours-minutes", seconds / 3600, seconds % 3600 / 60),
    };
}
