using Entente.Node.Accounts;
using Entente.Node.Accounts.Administration;
using Entente.Node.Demo.Story;

namespace Entente.Node.Demo;

/// <summary>`entente demo --one`: a node of a fictional State, its watchlist put in force by fictional people, and traffic at its posts until Ctrl-C.</summary>
internal static class DemoCommand
{
    /// <summary>0, or 1 where a word is wrong or the node does not start.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter error)
    {
        var (request, fault) = DemoRequest.Read(words);
        if (fault is not null)
        {
            await error.WriteLineAsync($"entente: {fault}");
            return 1;
        }

        return await NodeHost.SayFaultsAsync(() => request.One || request.As.Length > 0 ? RunAsync(request, output) : StoryCommand.RunAsync(request, output), error);
    }

    /// <summary>1. Makes the folder. 2. Starts the node. 3. Fills the watchlist. 4. Says where it is and who signs in how. 5. Sends traffic until it ends.</summary>
    private static async Task RunAsync(DemoRequest request, TextWriter output)
    {
        using var folder = new DemoFolder(request.Folder);
        folder.Prepare(request.Keep);
        var tokens = folder.Configure(request.Port, request.As);
        await using var node = NodeHost.Build(
            ["--config", folder.Configuration, "--Logging:LogLevel:Default=Warning"],
            services => services.AddLogging(logging => logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)));
        await node.StartAsync();
        var ending = node.Lifetime.ApplicationStopping;
        try
        {
            var time = node.Services.GetRequiredService<TimeProvider>();
            var origin = node.Services.GetRequiredService<PublicOrigin>().Uri;
            await UntilReadyAsync(new UriBuilder(origin) { Host = "localhost" }.Uri, time, ending);
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            if (request.As.Length > 0)
            {
                await BeOneOfTheStoryAsync(node, folder, output, ending);
                return;
            }

            var links = await LinksAsync(node, ending);
            await new DemoWatchlist(origin, links).FillAsync(today, ending);
            await FillProgrammeAsync(origin, links, today, ending);
            await File.WriteAllTextAsync(folder.Flight, FlightOfTheGuide(time.GetUtcNow(), request.Seed).PassengerList(), ending);
            await output.WriteLineAsync($"A demonstration: everybody and everything in it is invented.\n\n  {origin.GetLeftPart(UriPartial.Authority)}\n");
            await SayLinksAsync(node, folder, output, ending);
            await output.WriteLineAsync($"\nIn {folder.Folder}: links.txt; carrier.token and flight.edi, to send a list yourself. docs/guide/officer.md goes on with the pages, docs/guide/developer.md with the calls. Ctrl-C ends it.\n");
            _ = OfferLinksAsync(node, folder, output, ending);
            using var traffic = new DemoTraffic(origin, tokens, time, output);
            await traffic.RunAsync(new Timetable(request.Seed, time.GetUtcNow(), request.Pace).Messages(), request.Pace, ending);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException && ending.IsCancellationRequested)
        {
            // Ctrl-C: the node goes down while somebody asks it.
        }

        await node.WaitForShutdownAsync(CancellationToken.None);
    }

    private static async Task FillProgrammeAsync(Uri origin, IReadOnlyList<DemoLink> links, DateOnly today, CancellationToken cancellationToken)
    {
        using var officer = await DemoPerson.SignInAsync(origin, origin, links.First(l => l.Key == "programme").Link, cancellationToken);
        if ((await officer.GetFromJsonAsync<System.Text.Json.JsonElement>("/programme/records?kind=roadmap", cancellationToken)).GetProperty("total").GetInt32() == 0)
        {
            await new DemoProgramme(officer, DemoProgramme.Names.OfUtopia, today).FillAsync(cancellationToken);
        }

        using var _ = await officer.PostAsJsonAsync("/account/sign-out", new { }, cancellationToken);
    }

    /// <summary>A service of the story has no traffic of its own: it says who signs in how, and makes new links for each line that whoever started it sends.</summary>
    private static async Task BeOneOfTheStoryAsync(WebApplication node, DemoFolder folder, TextWriter output, CancellationToken ending)
    {
        await SayLinksAsync(node, folder, output, ending);
        while (await Task.Run(Console.ReadLine, ending) is not null)
        {
            await SayLinksAsync(node, folder, output, ending);
        }

        // Whoever started it has gone.
        node.Lifetime.StopApplication();
        await node.WaitForShutdownAsync(CancellationToken.None);
    }

    /// <summary>A small flight of today with one passenger whom a listing wants refused.</summary>
    private static DemoFlight FlightOfTheGuide(DateTimeOffset now, ulong seed)
    {
        var crowd = new Crowd(new Dice(seed + 1), NameTable.OfTheProgram, now.Year);
        var departs = now.UtcDateTime.Date.AddHours(now.Hour + 1);
        return new DemoFlight
        {
            Number = "UT417", From = "CMN", To = DemoPosts.Airport, Departs = departs, Arrives = departs.AddHours(2),
            People = [crowd.Next(), crowd.Next(), Cast.Appearances.Last(p => p.Meant == Cast.Refused), crowd.Next(), crowd.Next()],
        };
    }

    private static Task<IReadOnlyList<DemoLink>> LinksAsync(WebApplication node, CancellationToken cancellationToken) => node.Services.GetRequiredService<DemoLinks>().MakeAsync(cancellationToken);

    private static async Task SayLinksAsync(WebApplication node, DemoFolder folder, TextWriter output, CancellationToken cancellationToken)
    {
        var links = await LinksAsync(node, cancellationToken);
        DemoFolder.WriteSecret(folder.Links, string.Concat(links.Select(l => $"{l.Key}\t{l.Name}\t{l.Link}\n")));
        await output.WriteLineAsync("Each link signs in once, within 12 hours:");
        foreach (var link in links)
        {
            await output.WriteLineAsync($"  {link.Key,-16}{link.Name,-16}{link.Link}");
        }
    }

    /// <summary>Whoever has used a link up presses Enter for new ones.</summary>
    private static async Task OfferLinksAsync(WebApplication node, DemoFolder folder, TextWriter output, CancellationToken cancellationToken)
    {
        // A thread waits for the keyboard, which nothing can interrupt; it ends with the process.
        while (!Console.IsInputRedirected && await Task.Run(Console.ReadLine, cancellationToken) is not null)
        {
            await SayLinksAsync(node, folder, output, cancellationToken);
        }
    }

    private static async Task UntilReadyAsync(Uri origin, TimeProvider time, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = origin };
        while (!(await client.GetAsync("/readyz", cancellationToken)).IsSuccessStatusCode)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
    }
}
