using Microsoft.Extensions.DependencyInjection;
using Entente.Node.Accounts;
using Microsoft.Playwright;
namespace Entente.Acceptance.Tests.Watchlist;
public sealed class ScratchTests(Chromium chromium)
{
    [Fact]
    public async Task Shots()
    {
        await using var node = await BorderCalls.StartAsync([.. Enumerable.Range(0, 120).Select(i => $"L{i},Person{(char)('a' + i % 26)} Number{i},primary,19{60 + i % 40}-03-06,MAR,F,"), "N1,Nadia Choukri,primary,1991-03-06,MAR,F,", "N1,نادية شكري,original-script,,,,", "N2,Надя Шукри,primary,1991,,,"]);
        await BorderCalls.SendAsync(node, Flight.Message());
        await node.LoseAsync("XA1204417"); await node.LoseAsync("XB 99-123456");
        node.Keep();
        await node.ReplaceListAsync([.. Enumerable.Range(60, 100).Select(i => $"L{i},Person{(char)('a' + i % 26)} Number{i},primary,19{60 + i % 40}-03-06,MAR,F,"), "N1,Nadia Choukri,primary,1991-03-06,MAR,F,XA1204417", "N1,نادية شكري,original-script,,,,", "N1,Nadya Shukri,alias,1991-03-07,,,", "N2,Надя Шукри,primary,1991,,,"]);
        foreach (var (name, look) in new[] { ("en", new Look()), ("ar", new Look("ar", true)), ("fr", new Look("fr", false, 390, 844)) })
        {
            await using var analyst = await chromium.VisitAsync(node, "amina", Role.Analyst, look);
            foreach (var (page, path) in new[] { ("sources", "/desk/sources"), ("source", "/desk/sources/list.csv"), ("held", "/desk/sources/list.csv/held"), ("held-sharp", "/desk/sources/list.csv/held?part=sharpened"), ("documents", "/desk/documents"), ("document-new", "/desk/documents/new"), ("listed", "/desk/listed/list.csv/N1"), ("adopt", "/desk/adoptions/new?listing=N1"), ("adoptions", "/desk/adoptions"), ("search-empty", "/desk/search"), ("search", "/desk/search?q=choukri+nadia"), ("search-ar", "/desk/search?q=" + Uri.EscapeDataString("شكري نادية")), ("search-number", "/desk/search?q=UT417"), ("search-doc", "/desk/search?q=XA1204417"), ("search-one", "/desk/search?q=Choukri"), ("search-none", "/desk/search?q=Zzzyx") })
            {
                await analyst.GoAsync(path);
                await analyst.Page.ScreenshotAsync(new() { Path = $"/tmp/w/shots-sources/{page}-{name}.png", FullPage = true });
            }
        }
    }
}
public sealed class ScratchMeasure
{
    [Fact]
    public async Task Measure()
    {
        var random = new Random(1);
        var table = File.ReadAllLines("/tmp/wt-sources/src/Entente.Node/Demo/names.csv").Skip(1).Select(l => l.Split(',')[2].Split('|')).ToList();
        string Name() => table[random.Next(table.Count)][^1].Trim('"') + " " + Syllables() + " " + table[random.Next(table.Count)][^1].Trim('"');
        string Syllables() => string.Concat(Enumerable.Range(0, 3).Select(_ => "bcdfghjklmnrstz"[random.Next(15)].ToString() + "aeiou"[random.Next(5)])); 
        await using var node = await BorderCalls.StartAsync([.. Enumerable.Range(0, 100_000).Select(i => $"L{i},{Name()},primary,{1940 + i % 70}-03-0{1 + i % 9},MAR,F,")]);
        string Person(int i) => $"NAD+FL+++{Letters(Syllables() + "ri")}:{Letters(table[random.Next(table.Count)][^1])}'ATT+2++F'DTM+329:9103{10 + i % 18}'NAT+2+MAR'RFF+ABO:X{i}'DOC+P:110:111+YA{1000000 + i}'LOC+91+MAR'";
        string Letters(string s) => string.Concat(s.ToUpperInvariant().Where(char.IsAsciiLetter)) + "A";
        for (var m = 0; m < 25; m++)
        {
            await BorderCalls.SendAsync(node, Flight.Message(string.Concat(Enumerable.Range(m * 800, 800).Select(Person)), new DateTime(2026, 11, 1).AddDays(m)));
        }
        var log = new List<string>();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        node.Keep();
        var kept = node.Services.GetRequiredService<Entente.Node.Border.Kept.KeptPeople>();
        log.Add($"kept {kept.Travellers.Count} travellers {kept.Encounters.Count} encounters: rebuild {watch.ElapsedMilliseconds} ms");
        watch.Restart(); node.Keep(); log.Add($"nothing changed: {watch.ElapsedMilliseconds} ms");
        await BorderCalls.SendAsync(node, Flight.Message("", new DateTime(2026, 11, 28)));
        watch.Restart(); node.Keep(); log.Add($"two changed: {watch.ElapsedMilliseconds} ms");
        using var analyst = node.As("nour", Role.Analyst);
        var search = node.Services.GetRequiredService<Entente.Node.Desk.Search.DeskSearch>();
        foreach (var q in new[] { "Choukri Nadia", "شكري نادية", "Mohamed", "Mohamed Ahmed", "Ali", "Надя Шукри", "XA1204417", "UT417", "2026-11-21", "Zzyzx", "a", "mohamed ben ahmed el fassi abdel karim hassan", Syllables() + " " + Name() })
        {
            var page = await analyst.GetStringAsync("/desk/search?q=" + Uri.EscapeDataString(q));
            var times = new List<double>();
            for (var i = 0; i < 15; i++)
            {
                watch.Restart();
                await analyst.GetStringAsync("/desk/search?q=" + Uri.EscapeDataString(q));
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
            times.Sort();
            var snapshot = node.Services.GetRequiredService<Entente.Node.Watchlist.CurrentLists>().Snapshot!;
            var sought = Entente.Node.Desk.Search.Sought.Of(q);
            watch.Restart(); if (sought.Person is { } p1) snapshot.Screen(p1, 21, 0.1); var list = watch.Elapsed.TotalMilliseconds;
            watch.Restart(); if (sought.Person is { } p2) kept.Travellers.Find(p2, 21, 0.1); var trav = watch.Elapsed.TotalMilliseconds;
            watch.Restart(); if (sought.Person is { } p3) kept.Encounters.Find(p3, 21, 0.1); var enc = watch.Elapsed.TotalMilliseconds;
            log.Add($"{q}: min {times[0]:0.0} median {times[7]:0.0} max {times[^1]:0.0} ms; {page.Length} chars; screen {list:0.0} trav {trav:0.0} enc {enc:0.0}; rows {page.Split("data-row").Length - 1}");
        }
        await File.WriteAllLinesAsync("/tmp/w/sources-measure.txt", log);
    }
}
