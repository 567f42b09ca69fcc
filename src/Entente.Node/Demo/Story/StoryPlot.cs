using System.Text;
using System.Text.Json;
using Dapper;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Carrying;
using Entente.Node.Oversight;
using Entente.Node.Storage.Backup;
using Microsoft.Data.Sqlite;
using static Entente.Node.Demo.Story.StoryNode;

namespace Entente.Node.Demo.Story;

/// <summary>
/// What happens between the three services, over their nodes' API and commands, each step by a person of the demonstration who may take it. What a node refuses that the story wants
/// refused is part of it; everything else that goes otherwise breaks it off and is said.
/// </summary>
internal sealed class StoryPlot(StoryTelling telling, IReadOnlyDictionary<string, StoryNode> nodes, string folder, DemoRequest request, TimeProvider time, CancellationToken cancellationToken)
{
    private const string Officer = "officer", Supervisor = "supervisor", Analyst = "analyst", Analyst2 = "analyst-2", Liaison = "liaison", Programme = "programme", Administrator = "administrator";

    private static readonly string[] Categories = ["terrorism-ftf", "crime"], Purposes = ["border-control", "watchlisting", "partnership"], Approvers = [Liaison, Supervisor, Programme], Parts = ["identity", "day"];

    private readonly StoryNode _rabat = nodes[Rabat], _washington = nodes[Washington], _niamey = nodes[Niamey];

    private string DataCopy => Path.Combine(folder, "aside", "data", "rabat.backup");

    private string KeysCopy => Path.Combine(folder, "aside", "keys", "rabat.backup");

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Tells it from beginning to end.</summary>
    public async Task TellAsync()
    {
        await PartnersAsync();
        await ProgrammeAsync();
        var recalled = await SharesAsync();
        CopyRabat();
        var first = await FlightAsync();
        await NotHimAsync(first);
        await ConfirmedAsync();
        await RecallAsync(recalled);
        await TamperAsync();
        await RestoreAsync();
    }

    private async Task PartnersAsync()
    {
        await BeginAsync("Three services become partners");
        foreach (var (one, other) in ((StoryNode, StoryNode)[])[(_rabat, _washington), (_rabat, _niamey), (_washington, _niamey)])
        {
            await IntroduceAsync(one, other);
            await IntroduceAsync(other, one);
            await HearAsync(one, other);
            await HearAsync(other, one);
        }

        foreach (var (one, other) in ((StoryNode, StoryNode)[])[(_rabat, _washington), (_washington, _rabat), (_rabat, _niamey), (_niamey, _rabat)])
        {
            await AgreeAsync(one, other);
        }
    }

    private async Task ProgrammeAsync()
    {
        await BeginAsync("Rabat opens its programme with Washington");
        var records = await new DemoProgramme(_rabat.PersonOf(Programme), DemoProgramme.Names.OfTheStory, Today).FillAsync(cancellationToken);
        telling.Say(Rabat, "a plan half way through, two visits in a series, an exercise in planning, an equipment case that is late and waits for a vetting.", "/desk/programme");
        telling.Say(Rabat, "what is open before the next visit stands on two pages.", $"/desk/programme/partner/{records["partner"]}/brief");
    }

    private static async Task IntroduceAsync(StoryNode at, StoryNode partner)
    {
        using var card = new ByteArrayContent(await partner.FileAsync(Administrator, "/exchange/card"));
        await at.DoAsync(Administrator, "/partners", card);
    }

    private async Task HearAsync(StoryNode at, StoryNode partner)
    {
        var aloud = (await partner.ReadAsync(Administrator, "/partners")).GetProperty("partners").EnumerateArray().Single(p => p.GetProperty("code").GetString() == at.Code).GetProperty("readAloud").GetString();
        await at.DoAsync(Administrator, $"/partners/{partner.Code}/words", new { words = aloud });
        telling.Say(at.Code, $"hears {partner.Name} read “{aloud}” and types it: confirmed.", $"/desk/partners/{partner.Code}");
    }

    private async Task AgreeAsync(StoryNode at, StoryNode partner)
    {
        var proposed = await at.DoAsync(Liaison, $"/partners/{partner.Code}/terms", new
        {
            country = partner.Code switch { Rabat => "MAR", Washington => "USA", _ => "NER" }, communities = Array.Empty<string>(), instrument = "Agreement of the demonstration, article 4",
            transferAssessment = "Invented: the partner's law protects what it is given.", categories = Categories, purposes = Purposes, ceiling = "AMBER+STRICT", approvers = Approvers, contacts = new[] { new { name = "Duty desk", role = "duty desk", reach = "demonstration", isDuty = true, hours = "00:00-24:00 UTC" } }, reviewOn = Today.AddDays(300),
        });
        await at.DoAsync(Supervisor, $"/partners/{partner.Code}/terms/{proposed.GetProperty("version").GetInt64()}/confirm");
        telling.Say(at.Code, $"two persons agree on what {partner.Name} may be given.", $"/desk/partners/{partner.Code}");
    }

    private async Task<string> SharesAsync()
    {
        await BeginAsync("Washington shares whom it seeks, and Rabat adopts it");
        foreach (var fields in new[] { StoryCast.Shukri(Today), StoryCast.Tamboura(Today) })
        {
            var listing = await ListAsync(_washington, fields);
            await ShareAsync(_washington, listing, _rabat);
            telling.Say(Washington, $"lists {fields.Names[0].Text}; one proposes to share it with Rabat for border control, another releases it.", $"/desk/listings/{listing}");
            var thing = $"{Washington}:{listing}";
            await UntilAsync(async () => (await _rabat.ReadAsync(Analyst, "/foreign")).GetRawTextOrEmpty().Contains(thing, StringComparison.Ordinal), "the listing to arrive at Rabat", cancellationToken);
            await UntilAsync(async () => (await _rabat.AskAsync(Analyst, HttpMethod.Get, $"/entities/{Uri.EscapeDataString(thing)}")).Status == 200, "the listing to be in force at Rabat", cancellationToken);
            telling.Say(Rabat, "receives it: it informs, and no more.", "/desk/foreign");
            var adopted = await _rabat.DoAsync(Analyst, "/adoptions", new { listing = thing, action = "refuse", reason = "DEMONSTRATION" });
            await _rabat.DoAsync(Analyst2, $"/adoptions/{adopted.GetProperty("id").GetString()}/approve");
            telling.Say(Rabat, "two analysts adopt it: it asks for refusal here, once Washington has confirmed.", "/desk/adoptions");
        }

        var own = await ListAsync(_rabat, StoryCast.Valdemar(Today));
        await ShareAsync(_rabat, own, _washington);
        await ShareAsync(_rabat, own, _niamey);
        telling.Say(Rabat, "shares a listing of its own with Washington and Niamey.", $"/desk/shares?listing={own}");
        await UntilAsync(async () => (await AllHoldAsync(own)), "both to hold it", cancellationToken);
        telling.Say(Niamey, "holds it.", "/desk/foreign");
        return own;
    }

    private async Task<bool> AllHoldAsync(string listing)
    {
        var thing = $"{Rabat}:{listing}";
        return (await _washington.ReadAsync(Analyst, "/foreign")).GetRawTextOrEmpty().Contains(thing, StringComparison.Ordinal) && (await _niamey.ReadAsync(Analyst, "/foreign")).GetRawTextOrEmpty().Contains(thing, StringComparison.Ordinal);
    }

    private static async Task<string> ListAsync(StoryNode at, Watchlist.Listings.ListingFields fields)
    {
        var nominated = await at.DoAsync(Analyst, "/listings", fields);
        var id = nominated.GetProperty("id").GetString() ?? "";
        await at.DoAsync(Analyst2, $"/listings/{id}/approve", new { version = 1 });
        return id;
    }

    private static async Task ShareAsync(StoryNode at, string listing, StoryNode with)
    {
        var share = await at.DoAsync(Analyst, $"/listings/{listing}/shares", new { partner = with.Code, purpose = "border-control", handling = "TLP:AMBER+STRICT", onward = "no" });
        await at.DoAsync(Liaison, $"/shares/{share.GetProperty("id").GetString()}/approve");
    }

    private void CopyRabat()
    {
        using var said = new StringWriter();
        Directory.CreateDirectory(Path.GetDirectoryName(DataCopy) ?? "");
        Directory.CreateDirectory(Path.GetDirectoryName(KeysCopy) ?? "");
        if (BackupCommand.Run(["--config", _rabat.Configuration, "--data-to", DataCopy, "--keys-to", KeysCopy], said, said, time) != 0)
        {
            throw new InvalidOperationException($"Rabat could not be copied: {said}");
        }

        telling.Say(Rabat, "copies its data aside, as every night.");
    }

    private async Task<string> FlightAsync()
    {
        await BeginAsync("A passenger list of 180 has one alert");
        await SendAsync(StoryCast.FirstFlight(Departs, request.Seed));
        var encounter = await EncounterOfAsync("CHOUKRI");
        telling.Say(Rabat, "180 passengers are screened. Listed: كريم شكري. Travelling: CHOUKRI KARIM, born on the same day: one alert. Two namesakes of other birth dates pass.", $"/desk/encounters/{encounter}");
        await BeginAsync("A lone officer tries to refuse him, and cannot");
        await _rabat.DoAsync(Officer, $"/encounters/{encounter}/take");
        var (status, answer) = await _rabat.AskAsync(Officer, HttpMethod.Post, $"/encounters/{encounter}/decide", new { conclusion = "ThisPerson", measure = "Refuse", reason = "same-identity-data" });
        telling.Say(Rabat, status == 409 ? answer.GetProperty("detail").GetString() ?? "" : throw new InvalidOperationException("A lone officer could refuse somebody."), $"/desk/encounters/{encounter}");
        return encounter;
    }

    private async Task NotHimAsync(string encounter)
    {
        await BeginAsync("Washington answers: not him");
        await AskOwnerAsync(encounter);
        await AnswerAsync("deny", "It is another person.");
        await UntilAsync(async () => (await StateAsync(encounter)).GetProperty("asks").GetString() == "inform", "the answer to arrive", cancellationToken);
        telling.Say(Rabat, "hears it: the listing asks for nothing more about him.", $"/desk/encounters/{encounter}");
        await _rabat.DoAsync(Officer, $"/encounters/{encounter}/take");
        await _rabat.DoAsync(Officer, $"/encounters/{encounter}/decide", new { conclusion = "NotThisPerson", measure = "LetPass", reason = "other-document" });
        await SendAsync(StoryCast.FirstFlight(Departs, request.Seed) with { Number = "UT182" });
        var waiting = (await _rabat.ReadAsync(Officer, "/encounters?status=waiting")).GetProperty("total").GetInt64();
        telling.Say(Rabat, waiting == 0 ? "He boards. On his next flight he alerts nobody any more." : throw new InvalidOperationException("He alerts again."), "/desk/queue");
    }

    private async Task ConfirmedAsync()
    {
        await BeginAsync("A second traveller is confirmed, and two people sign");
        await SendAsync(StoryCast.SecondFlight(Departs, request.Seed));
        var encounter = await EncounterOfAsync("TAMBURA");
        await AskOwnerAsync(encounter);
        await AnswerAsync("confirm", "It is the person, and still sought.");
        await UntilAsync(async () => (await StateAsync(encounter)).GetProperty("ownerWord").GetProperty("answer").GetString() == "confirmed", "the answer to arrive", cancellationToken);
        await _rabat.DoAsync(Officer, $"/encounters/{encounter}/take");
        await _rabat.DoAsync(Officer, $"/encounters/{encounter}/decide", new { conclusion = "ThisPerson", measure = "Refuse", reason = "owner-confirmed" });
        telling.Say(Rabat, "an officer proposes to refuse him: it waits for a second person.", $"/desk/encounters/{encounter}");
        await _rabat.DoAsync(Supervisor, $"/encounters/{encounter}/second");
        telling.Say(Rabat, "a supervisor agrees. Now it is in force.", $"/desk/encounters/{encounter}");
    }

    private async Task RecallAsync(string listing)
    {
        await BeginAsync("Niamey is killed, and Rabat takes a listing back");
        await _niamey.KillAsync();
        telling.Say(Niamey, "the power is gone.");
        await _rabat.DoAsync(Analyst, $"/listings/{listing}/remove", new { reason = "error" });
        await UntilAsync(async () => await AccountsAsync(listing) == 1, "Washington's account", cancellationToken);
        telling.Say(Washington, "destroys its copy and says so.", "/desk/foreign");
        telling.Say(Rabat, "1 of 2 have answered.", $"/desk/shares?listing={listing}");
        await BeginAsync("A bundle goes to Niamey by file");
        await _niamey.StartAsync(keep: true, isCutOff: true, cancellationToken);
        telling.Say(Niamey, "is back, without a link.", "/desk/partners");
        await CarryAsync(_rabat, _niamey);
        await UntilAsync(async () => (await _niamey.ReadAsync(Analyst, "/foreign")).GetRawTextOrEmpty().Contains("\"answered\"", StringComparison.Ordinal), "Niamey's account", cancellationToken);
        telling.Say(Niamey, "reads the stick: the listing alerts nobody any more, and its copy is destroyed.", "/desk/foreign");
        await CarryAsync(_niamey, _rabat);
        await UntilAsync(async () => await AccountsAsync(listing) == 2, "Niamey's account at Rabat", cancellationToken);
        telling.Say(Rabat, "2 of 2 have answered.", $"/desk/shares?listing={listing}");
    }

    private async Task TamperAsync()
    {
        await BeginAsync("One row of Rabat's database is edited");
        var copy = Path.Combine(folder, "edited");
        Directory.CreateDirectory(copy);
        var checkpoint = Path.Combine(folder, "rabat.checkpoint");
        await File.WriteAllBytesAsync(checkpoint, await _washington.FileAsync(Administrator, $"/partners/{Rabat}/checkpoint"), cancellationToken);
        var card = await _rabat.FileAsync(Administrator, "/exchange/card");
        var key = NodeCard.TryParse(card, out var read, out var fault) ? read.Log.ToString() : throw new InvalidOperationException(fault);
        var database = new Storage.DataFolder(copy, "").Database;
        using (var rabat = new SqliteConnection($"Data Source={new Storage.DataFolder(Path.Combine(_rabat.Folder, "data"), "").Database};Mode=ReadOnly"))
        {
            await rabat.OpenAsync(cancellationToken);
            await rabat.ExecuteAsync($"VACUUM INTO '{database}'");
        }

        telling.Say(Rabat, Verified(copy, checkpoint, key, 0));
        using (var edited = new SqliteConnection($"Data Source={database}"))
        {
            await edited.OpenAsync(cancellationToken);
            await edited.ExecuteAsync("UPDATE ledger_entry SET entry = zeroblob(length(entry)) WHERE sequence = 12");
        }

        SqliteConnection.ClearAllPools();
        telling.Say(Rabat, $"In a copy of its database somebody edits one row. entente verify, with the checkpoint that Washington holds: “{Verified(copy, checkpoint, key, Verify.Differs)}”");
    }

    private static string Verified(string copy, string checkpoint, string key, int expected)
    {
        using var said = new StringWriter();
        return Verify.Run(["--data", copy, "--checkpoint", checkpoint, "--key", key], said, said) == expected ? said.ToString().Trim() : throw new InvalidOperationException($"entente verify said otherwise: {said}");
    }

    private async Task RestoreAsync()
    {
        await BeginAsync("An old backup of Rabat is restored, and Washington notices");
        await _rabat.KillAsync();
        using var said = new StringWriter();
        if (RestoreCommand.Run(["--config", _rabat.Configuration, "--data-from", DataCopy, "--keys-from", KeysCopy, "--replace"], said, said, time) != 0)
        {
            throw new InvalidOperationException($"Rabat could not be restored: {said}");
        }

        telling.Say(Rabat, "its database is lost; the copy from before the flights is restored.");
        await _rabat.StartAsync(keep: true, isCutOff: false, cancellationToken);
        await UntilAsync(async () => (await _washington.ReadAsync(Administrator, "/partners")).GetRawTextOrEmpty().Contains("rolled-back", StringComparison.Ordinal), "Washington to notice", cancellationToken);
        telling.Say(Washington, "notices: Rabat's record is shorter than what Washington holds. Both signed checkpoints are kept as evidence until a person has asked why.", $"/desk/partners/{Rabat}");
        await UntilAsync(async () => await CountAsync(_rabat, Washington, "received") == await CountAsync(_washington, Rabat, "sent"), "Rabat to have again what Washington had sent", cancellationToken);
        telling.Say(Rabat, $"begins a new epoch, and has got back all {await CountAsync(_rabat, Washington, "received")} messages that Washington had sent.", "/desk/partners");
    }

    private DateTime Departs => time.GetUtcNow().UtcDateTime.Date.AddDays(1).AddHours(8);

    private async Task BeginAsync(string title)
    {
        if (telling.Chapters.Count > 0)
        {
            await Task.Delay(request.Pace, time, cancellationToken);
        }

        telling.Begin(title);
    }

    private async Task SendAsync(DemoFlight flight)
    {
        var token = (await File.ReadAllTextAsync(Path.Combine(_rabat.Folder, "carrier.token"), cancellationToken)).Trim();
        using var carrier = new HttpClient { BaseAddress = _rabat.Here, DefaultRequestHeaders = { { "Authorization", $"Bearer {token}" } } };
        using var body = new StringContent(flight.PassengerList(), Encoding.ASCII, "application/EDIFACT");
        (await carrier.PostAsync("/manifests", body, cancellationToken)).EnsureSuccessStatusCode();
    }

    private async Task<string> EncounterOfAsync(string family)
    {
        var found = (await _rabat.ReadAsync(Officer, "/encounters?status=waiting")).GetProperty("encounters").EnumerateArray()
            .Where(e => (e.GetProperty("traveller").GetString() ?? "").Contains(family, StringComparison.OrdinalIgnoreCase)).Select(e => e.GetProperty("state").GetProperty("id").GetString() ?? "").ToList();
        return found is [var one] ? one : throw new InvalidOperationException($"{found.Count} alerts where the story has one.");
    }

    private async Task<JsonElement> StateAsync(string encounter) => (await _rabat.ReadAsync(Officer, $"/encounters/{encounter}")).GetProperty("state");

    private async Task AskOwnerAsync(string encounter)
    {
        await _rabat.DoAsync(Analyst, $"/encounters/{encounter}/protection", new { flags = Array.Empty<string>() });
        await _rabat.DoAsync(Liaison, $"/encounters/{encounter}/tell-owner", new { parts = Parts, confirm = true });
        telling.Say(Rabat, "an analyst records the protection screening; the liaison officer releases name and day, and asks Washington.", $"/desk/encounters/{encounter}#owner");
    }

    private async Task AnswerAsync(string step, string words)
    {
        string? id = null;
        await UntilAsync(async () => (id = await OpenQuestionAsync()) is not null, "the question to arrive at Washington", cancellationToken);
        await _washington.DoAsync(Liaison, $"/conversations/{id}/{step}", new { fields = new { note = words } });
        telling.Say(Washington, $"the liaison officer answers: {words}", $"/desk/conversations/{id}");
    }

    private async Task<string?> OpenQuestionAsync() =>
        (await _washington.ReadAsync(Liaison, "/conversations")).GetProperty("conversations").EnumerateArray()
            .Where(c => c.GetProperty("flow").GetString() == "hit-confirmation" && c.GetProperty("state").GetString() == "asked").Select(c => c.GetProperty("id").GetString()).FirstOrDefault();

    private async Task<int> AccountsAsync(string listing) =>
        (await _rabat.ReadAsync(Analyst, $"/shares?listing={listing}")).EnumerateArray().Count(s => s.GetProperty("account").GetString() == "destroyed");

    private static async Task<long> CountAsync(StoryNode at, string partner, string what) =>
        (await at.ReadAsync(Administrator, "/partners")).GetProperty("partners").EnumerateArray().Single(p => p.GetProperty("code").GetString() == partner).GetProperty(what).GetInt64();

    private async Task CarryAsync(StoryNode from, StoryNode to)
    {
        var stick = Path.Combine(folder, $"{from.Code}-{to.Code}.bundle");
        using var said = new StringWriter();
        if (await BundleCommand.RunAsync(["export", "--config", from.Configuration, "--partner", to.Code, "--to", stick], said, said, cancellationToken) != 0
            || await BundleCommand.RunAsync(["import", "--config", to.Configuration, "--from", stick], said, said, cancellationToken) != 0)
        {
            throw new InvalidOperationException($"The stick was not taken: {said}");
        }
    }
}

/// <summary>What the story reads of answers.</summary>
internal static class StoryAnswers
{
    /// <summary>The text of an answer; empty where there was none.</summary>
    public static string GetRawTextOrEmpty(this JsonElement answer) => answer.ValueKind == JsonValueKind.Undefined ? "" : answer.GetRawText();
}
