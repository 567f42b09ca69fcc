using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Partnership.Plan;
using Entente.Node.Partnership.Records;
using Entente.Node.Tests.Partnership.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Partnership.Calendar;

public sealed partial class CalendarTests
{
    private const string Title = "Visite du chef d’état-major; première, d’une longue série de visites entre les deux états-majors – زيارة رسمية";

    [Fact]
    public async Task A_calendar_program_reads_what_is_open()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var id = await KeepAsync(node, "TLP:AMBER", Title);
        using var officer = await node.SignInAsync("Salma", Role.Programme);
        var text = await node.Nobody.GetStringAsync(await LinkAsync(officer, Role.Programme));
        text.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");

        var events = Ical.Net.Calendar.Load(text)!.Events.ToDictionary(e => e.Uid!, StringComparer.Ordinal);
        events.Keys.ShouldBe([$"{id}.starts.0@entente", $"{id}.commitments.0@entente", $"{id}.commitments.1@entente"], ignoreOrder: true);
        var visit = events[$"{id}.starts.0@entente"];
        (visit.Start!.Value, visit.End!.Value, visit.IsAllDay).ShouldBe((new DateTime(2028, 6, 1), new DateTime(2028, 7, 1), true), "a month is a span of whole days");
        visit.Summary.ShouldEndWith(Title);
        visit.Categories.ShouldContain("engagement");
        visit.Alarms.ShouldHaveSingleItem();
        events[$"{id}.commitments.0@entente"].Start!.Value.ShouldBe(new DateTime(2020, 1, 2), "what is late stays in the calendar");
        events[$"{id}.commitments.0@entente"].Description.ShouldBe("Whose: Bureau A, cell 2");
    }

    [Fact]
    public async Task What_is_marked_above_amber_and_what_is_done_is_not_in_it()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        foreach (var handling in (string[])["TLP:RED", "TLP:AMBER+STRICT"])
        {
            await KeepAsync(node, handling, "Hidden");
        }

        using var officer = await node.SignInAsync("Salma", Role.Programme);
        (await node.Nobody.GetStringAsync(await LinkAsync(officer, Role.Programme))).ShouldNotContain("BEGIN:VEVENT");
    }

    [Fact]
    public async Task A_link_ends_when_it_is_revoked_and_with_the_role()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = await node.SignInAsync("Salma", Role.Programme, Role.Supervisor);
        var (first, second) = (await LinkAsync(officer, Role.Programme), await LinkAsync(officer, Role.Supervisor));
        (await node.Nobody.GetAsync(first)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await node.Nobody.GetAsync(first.Replace("role=programme", "role=supervisor", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a link is for its role alone");
        (await node.Nobody.GetAsync("/programme/calendar.ics?role=programme&key=guess")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var page = await officer.GetStringAsync("/desk/programme/calendar");
        page.ShouldNotContain("calendar.ics");
        foreach (Match end in End().Matches(page))
        {
            await officer.PostAsync(end.Groups["end"].Value, null);
            break;
        }

        HttpStatusCode[] answers = [(await node.Nobody.GetAsync(first)).StatusCode, (await node.Nobody.GetAsync(second)).StatusCode];
        answers.ShouldBe([HttpStatusCode.OK, HttpStatusCode.NotFound], ignoreOrder: true);

        var account = TestAccounts.Value<string>(node, "SELECT account_id FROM account_role WHERE role = 'programme'")!;
        await node.Services.GetRequiredService<LedgerWriter>().WriteAsync(
            work =>
            {
                work.Withdraw(account, Role.Programme, "user:b");
                work.Withdraw(account, Role.Supervisor, "user:b");
                work.Record(ImportTests.Salma.Did(ActionCode.RoleGranted, account));
                return true;
            },
            CancellationToken.None);
        (await node.Nobody.GetAsync(first)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await node.Nobody.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Officers_are_told_once_of_what_is_soon_and_once_of_what_is_late()
    {
        var time = new ShiftedTime();
        await using var node = await RunningNode.StartAsync(_ => { }, services => services.AddSingleton<TimeProvider>(time), "L1,Nadia Choukri,primary,,,,");
        var officer = await TestAccounts.AddAsync(node, "Salma", Role.Programme);
        await TestAccounts.AddAsync(node, "Omar", Role.Officer);
        var content = new RecordContent();
        (content.Fields["title"], content.Fields["form"]) = ("Visit", "visit");
        content.Rows["commitments"] = [new() { ["what"] = "Send", ["due"] = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(5).ToString("yyyy-MM-dd") }];
        await WriteAsync(node, content, "TLP:AMBER");
        var reminders = node.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Reminders>().Single();
        await reminders.TickAsync(CancellationToken.None);
        await reminders.TickAsync(CancellationToken.None);
        Told().ShouldBe(["programme-soon"]);
        time.Gone = TimeSpan.FromDays(6);
        await reminders.TickAsync(CancellationToken.None);
        await reminders.TickAsync(CancellationToken.None);
        Told().ShouldBe(["programme-late", "programme-soon"], ignoreOrder: true);

        IEnumerable<string> Told() => Entente.Node.Accounts.Own.Notices.Of(node.Services.GetRequiredService<Entente.Node.Storage.Database>(), officer).Select(n => n.Code).Where(c => c.StartsWith("programme-", StringComparison.Ordinal));
    }

    private static async Task<string> LinkAsync(HttpClient officer, string role)
    {
        using var answer = await officer.PostAsync("/desk/programme/calendar", new FormUrlEncodedContent([KeyValuePair.Create("role", role)]));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        return new Uri(Link().Match(page).Value).PathAndQuery;
    }

    private static Task<string> KeepAsync(RunningNode node, string handling, string title)
    {
        var content = new RecordContent();
        (content.Fields["title"], content.Fields["form"], content.Fields["starts"]) = (title, "visit", "2028-06");
        content.Rows["commitments"] =
        [
            new() { ["what"] = "Envoyer le projet", ["who"] = "Bureau A, cell 2", ["due"] = "2020-01-02" }, new() { ["what"] = "Nommer", ["due"] = "2027-01" }, new() { ["what"] = "Fait", ["due"] = "2026-01-01", ["done"] = "2026-01-01" },
        ];
        return WriteAsync(node, content, handling);
    }

    private static Task<string> WriteAsync(RunningNode node, RecordContent content, string handling) =>
        node.Services.GetRequiredService<LedgerWriter>().WriteAsync(work => node.Services.GetRequiredService<RecordWriter>().Create(work, new RecordDraft(RecordKinds.Engagement, content.Tidy(), handling), ImportTests.Salma), CancellationToken.None);

    [GeneratedRegex("http[^\"]*/programme/calendar.ics[^\"]*", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("action=\"(?<end>/desk/programme/calendar/[^\"]+/end)\"", RegexOptions.None, 1000)]
    private static partial Regex End();
}
