using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Entente.Benchmarks.Border;
using Entente.Node;
using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Benchmarks.Partnership;

/// <summary>A real node with many records of every kind: how long each page of the programme takes on the server.</summary>
internal static class ProgrammeLoad
{
    private const int Warm = 3, Times = 30, Together = 1_000;

    private static readonly Caller Officer = new(Caller.UserPrefix + "bench", "bench", [Role.Programme], BorderLoad.Ground);

    /// <summary>Fills every kind with so many records, then asks for pages, one after the other.</summary>
    public static async Task RunAsync(int records, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("entente-bench-").FullName;
        try
        {
            await BorderLoad.WriteAsync(folder, 100);
            await using var node = NodeHost.Build(["--config", Path.Combine(folder, "entente.json"), "--Logging:LogLevel:Default=None"]);
            await node.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(node.Urls.First()) };
            while (!(await client.GetAsync("/readyz")).IsSuccessStatusCode)
            {
                await Task.Delay(100);
            }

            var filled = Stopwatch.GetTimestamp();
            var ids = await FillAsync(node.Services, records);
            await output.WriteLineAsync($"{records} records of each of {RecordKinds.All.Count} kinds, written in {Stopwatch.GetElapsedTime(filled).TotalSeconds:F0} s");
            using var person = await BorderLoad.SignInAsync(node, client, "programme officer", Role.Programme);
            person.DefaultRequestHeaders.Add("Accept-Encoding", "br");
            var first = Stopwatch.GetTimestamp();
            await person.GetByteArrayAsync("/desk/programme");
            await output.WriteLineAsync($"the first page after the fill, which reads all of them: {Stopwatch.GetElapsedTime(first).TotalMilliseconds:F0} ms; working set {Process.GetCurrentProcess().WorkingSet64 >> 20} MB");
            await output.WriteLineAsync("| page | half within, ms | worst of 30, ms | after a change, ms | kB |\n|---|---|---|---|---|");
            string[] charts = [.. SpendingPaths(await TakeAsync(person, "spending", Spending())), .. TransferPaths(await TakeAsync(person, "transfers", Transfers()))];
            foreach (var path in Paths(ids).Concat(charts))
            {
                await output.WriteLineAsync(await TimeAsync(node.Services, person, path, ids["engagement"]));
            }

            await node.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Paths(Dictionary<string, string> ids)
    {
        string[] views = ["/desk/programme", "/desk/programme/timeline", "/desk/programme/exercises", "/desk/programme/cases", "/desk/programme/search?q=rabat", "/desk/programme/search?q=nowhere", "/desk/programme/import", $"/desk/programme/partner/{ids["body"]}", $"/desk/programme/partner/{ids["body"]}/brief"];
        return [.. views, .. RecordKinds.All.SelectMany(k => (string[])[$"/desk/programme/records/{k.Name}", $"/desk/programme/records/{k.Name}?q=rabat&page=3", $"/desk/programme/record/{ids[k.Name]}", $"/desk/programme/record/{ids[k.Name]}/edit", $"/desk/programme/records/{k.Name}/new"])];
    }

    private static IEnumerable<string> SpendingPaths(string set) => [$"/desk/programme/charts?set={set}", $"/desk/programme/charts?set={set}&country=Morocco&country=Algeria&country=Mali&near=MAR&measure=share"];

    private static IEnumerable<string> TransferPaths(string set) =>
        [$"/desk/programme/charts?set={set}", $"/desk/programme/charts?set={set}&region=015&from=2010&to=2020", $"/desk/programme/charts?set={set}&near=MAR&side=supplier", "/desk/programme/data-sets", $"/desk/programme/data-sets/{set}"];

    /// <summary>A table of spending: 170 countries, 36 years, three measures.</summary>
    private static string Spending() => "country,year,measure,value\n" + string.Concat(
        from country in Countries()
        from year in Enumerable.Range(1990, 36)
        from measure in (string[])["Current US$", "Share of GDP", "Share of Govt. spending"]
        select string.Create(CultureInfo.InvariantCulture, $"{country},{year},{measure},{(year * 7 + measure.Length * 13) % 900 / 10.0}\n"));

    /// <summary>A register of 25,500 transfers.</summary>
    private static string Transfers() => "supplier,recipient,delivery_year,tiv\n" + string.Concat(
        from recipient in Countries()
        from i in Enumerable.Range(0, 150)
        select string.Create(CultureInfo.InvariantCulture, $"Country {i % 40},{recipient},{1990 + (i % 36)},{i * 17 % 300 / 10.0}\n"));

    private static IEnumerable<string> Countries() => ((string[])["Morocco", "Algeria", "Mali", "Niger", "Mauritania", "Tunisia"]).Concat(Enumerable.Range(0, 164).Select(i => $"Country {i}"));

    private static async Task<string> TakeAsync(HttpClient person, string name, string file)
    {
        var started = Stopwatch.GetTimestamp();
        using var content = new StringContent(file);
        var answer = await person.PostAsync($"/programme/data-sets?name={name}&source=bench&limits=invented&file={name}.csv", content);
        answer.EnsureSuccessStatusCode();
        var set = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("dataSet").GetProperty("id").GetString() ?? "";
        (await person.PostAsync($"/programme/data-sets/{set}/take", null)).EnsureSuccessStatusCode();
        Console.WriteLine($"{name}: {file.Count(c => c == '\n') - 1} rows, tried and taken in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        return set;
    }

    private static async Task<string> TimeAsync(IServiceProvider services, HttpClient person, string path, string changed)
    {
        var times = new List<double>(Times);
        var bytes = 0;
        for (var i = -Warm; i < Times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            bytes = (await person.GetByteArrayAsync(path)).Length;
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        // Somebody keeps a record, and the page has to show it.
        await services.GetRequiredService<LedgerWriter>().WriteAsync(
            work =>
            {
                var row = RecordRow.Find(work, changed) ?? throw new InvalidOperationException("It was filled in.");
                services.GetRequiredService<RecordWriter>().Change(work, row, new RecordDraft(RecordKinds.Engagement, ContentOf(RecordKinds.Engagement, (int)row.Version, new()), "TLP:AMBER"), Officer);
                return true;
            },
            CancellationToken.None);
        var after = Stopwatch.GetTimestamp();
        await person.GetByteArrayAsync(path);
        var afterChange = Stopwatch.GetElapsedTime(after).TotalMilliseconds;
        times.Sort();
        var name = System.Text.RegularExpressions.Regex.Replace(path, "[0-9a-f]{32}", "ID", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {times[Times / 2]:F0} | {times[^1]:F0} | {afterChange:F0} | {bytes / 1024} |");
    }

    /// <summary>Writes the records and gives the id of one of each kind, the newest.</summary>
    private static async Task<Dictionary<string, string>> FillAsync(IServiceProvider services, int records)
    {
        var (ids, writer, ledger) = (new Dictionary<string, string>(StringComparer.Ordinal), services.GetRequiredService<RecordWriter>(), services.GetRequiredService<LedgerWriter>());
        var roadmaps = new List<string>();
        foreach (var kind in RecordKinds.All.OrderBy(k => k == RecordKinds.Milestone))
        {
            for (var from = 0; from < records; from += Together)
            {
                services.GetRequiredService<KeyStore>().GiveBack(services.GetRequiredService<KeyStore>().Make(Math.Min(Together, records - from)));
                await ledger.WriteAsync(
                    work =>
                    {
                        for (var i = from; i < Math.Min(records, from + Together); i++)
                        {
                            ids[kind.Name] = writer.Create(work, new RecordDraft(kind, ContentOf(kind, i, roadmaps), "TLP:AMBER"), Officer);
                            if (kind == RecordKinds.Roadmap)
                            {
                                roadmaps.Add(ids[kind.Name]);
                            }
                        }

                        return true;
                    },
                    CancellationToken.None);
            }
        }

        return ids;
    }

    private static RecordContent ContentOf(RecordKind kind, int i, List<string> roadmaps)
    {
        var content = new RecordContent();
        foreach (var field in kind.Fields)
        {
            if (field.Type == FieldType.Rows)
            {
                content.Rows[field.Name] = [.. Enumerable.Range(0, 3).Select(row => new SortedDictionary<string, string>(field.Columns.ToDictionary(c => c.Name, c => ValueOf(c, i + row), StringComparer.Ordinal), StringComparer.Ordinal))];
            }
            else if (field.Type != FieldType.Reference)
            {
                content.Fields[field.Name] = ValueOf(field, i);
            }
            else if (field.Name == "roadmap" && roadmaps.Count > 0)
            {
                // A plan has forty milestones.
                content.Fields[field.Name] = roadmaps[i / 40];
            }
        }

        return content.Tidy();
    }

    private static string ValueOf(RecordField field, int i) => field.Type switch
    {
        FieldType.Text when field.Name is "supplier" or "recipient" or "granted-by" or "granted-to" or "body" => $"State {i % 200}",
        FieldType.Text when field.Name == "unit" => $"Unit {i % 5000}",
        FieldType.Text => $"{field.Name} {FictionalNames.Of(i)} {(i % 100 == 0 ? "Rabat" : "Agadir")}",
        FieldType.LongText => string.Join(' ', Enumerable.Range(i, 40).Select(n => FictionalNames.Of(n))),
        FieldType.Lines => $"State {i % 200}\nState {(i + 1) % 200}",
        FieldType.Date when field.Name == "done" && i % 3 > 0 => "",
        FieldType.Date => new DateOnly(2024, 1, 1).AddDays(i * 7 % 2500).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldType.Choice => field.Choices[i % field.Choices.Count],
        FieldType.Number => (i % 1000).ToString(CultureInfo.InvariantCulture),
        FieldType.Location => $"{i % 90}.5,-{i % 180}",
        FieldType.Money => $"{i * 1000} USD",
        FieldType.State => i % 2 == 0 ? "MAR" : "USA",
        _ => "",
    };
}
