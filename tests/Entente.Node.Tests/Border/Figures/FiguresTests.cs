using System.Net.Http.Json;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Border;
using Entente.Node.Border.Figures;
using Entente.Node.Desk;
using Entente.Node.Storage;

namespace Entente.Node.Tests.Border.Figures;

public sealed class FiguresTests
{
    private static readonly BorderOptions Posts = new() { Posts = [new() { Code = "CMN", TimeZone = "Africa/Casablanca" }, new() { Code = "MAD", TimeZone = "Europe/Madrid" }] };

    [Fact]
    public void A_day_is_that_of_the_post_and_of_UTC_where_posts_differ()
    {
        var now = new DateTimeOffset(2026, 11, 24, 23, 30, 0, TimeSpan.Zero);
        var here = FiguresPeriod.Of(Posts, "CMN", "", 1, now);
        (here.Last, here.From).ShouldBe((new DateOnly(2026, 11, 25), new DateTimeOffset(2026, 11, 24, 23, 0, 0, TimeSpan.Zero)));
        here.PlaceOf(now).ShouldBe((0, 0));
        var all = FiguresPeriod.Of(Posts, "", "", 7, now);
        (all.First, all.Last, all.Zone).ShouldBe((new DateOnly(2026, 11, 18), new DateOnly(2026, 11, 24), TimeZoneInfo.Utc));
        all.PlaceOf(now).ShouldBe((6, 23));
    }

    [Fact]
    public void A_day_on_which_clocks_change_has_as_many_hours_as_it_has()
    {
        var now = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        var spring = FiguresPeriod.Of(Posts, "MAD", "2026-03-29", 1, now);
        (spring.To - spring.From).ShouldBe(TimeSpan.FromHours(23));
        var autumn = FiguresPeriod.Of(Posts, "MAD", "2026-10-25", 1, now);
        (autumn.To - autumn.From).ShouldBe(TimeSpan.FromHours(25));
    }

    [Theory]
    [InlineData("yesterday", 1)]
    [InlineData("2026-11-25", 1)]
    [InlineData("0001-01-01", 31)]
    public void What_cannot_be_understood_is_today(string day, int days)
    {
        var period = FiguresPeriod.Of(Posts, "nowhere", day, days, new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        (period.Post, period.Last, period.Days).ShouldBe(("", new DateOnly(2026, 11, 24), 1));
    }

    [Fact]
    public void Half_and_nine_of_ten_are_no_longer_than_what_is_said()
    {
        var spread = Spread.Of([(100, 1), (10, 4), (20, 4), (90_000, 1)]);
        (spread.Median, spread.NinetyPercent, spread.Longest, spread.Total).ShouldBe((20, 100, 90_000, 10));
        spread.Bins.ShouldBe([8, 0, 1, 0, 0, 0, 0, 0, 0, 1]);
        Spread.PlaceOf(15).ShouldBe(0.5);
        Spread.PlaceOf(90_000).ShouldBe(Spread.Bounds.Count);
        Spread.Of([]).Total.ShouldBe(0);
    }

    [Theory]
    [InlineData(0, "0 1")]
    [InlineData(1, "0 1")]
    [InlineData(4, "0 1 2 3 4")]
    [InlineData(7, "0 2 4 6 8")]
    [InlineData(23, "0 5 10 15 20 25")]
    [InlineData(51, "0 20 40 60")]
    [InlineData(9_999, "0 2000 4000 6000 8000 10000")]
    public void An_axis_has_round_numbers(long largest, string ticks) => string.Join(' ', Chart.Axis(largest)).ShouldBe(ticks);

    [Fact]
    public async Task Hits_are_counted_from_an_index_alone()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "PostgreSQL says otherwise how it will go about a query.");
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var connection = TestDatabase.Open(node.Folder);
        var plan = Counts.Queries.SelectMany(query => connection.Query("EXPLAIN QUERY PLAN " + query, new { From = 1L, To = 2L, Post = "" })).Select(row => (string)row.detail).ToList();
        plan.Count(step => step.Contains("COVERING INDEX encounter_", StringComparison.Ordinal)).ShouldBe(3, string.Join('\n', plan));
        plan.ShouldNotContain(step => step.Contains("encounter USING INDEX", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_there_before_the_counts_is_counted_as_what_comes_after()
    {
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
        await BorderCalls.SendAsync(node, Flight.Message());
        var id = (await BorderCalls.EncountersAsync(node))[0].GetProperty("state").GetProperty("id").GetString() ?? "";
        await BorderCalls.DecideAsync(node, id, "cannot-tell", "let-pass", "time-short");
        using var officer = node.As("amina", Role.Officer);
        (await officer.PostAsJsonAsync($"/encounters/{id}/outcome", new { code = "missed" })).EnsureSuccessStatusCode();
        using var connection = TestDatabase.Open(node.Folder);
        connection.Execute("INSERT INTO passage (id, traveller_id, post, direction, result, at, by) SELECT 'p', id, 'CMN-AIR', 'exit', 'passed', 1764030723456, 'x' FROM traveller LIMIT 1");
        connection.Execute("INSERT INTO passage_count (quarter, post, direction, result, passages) VALUES (1764030600000, 'CMN-AIR', 'exit', 'passed', 1)");

        var before = Counted();
        before.ShouldContain("cannot-tell");
        connection.Execute("UPDATE encounter SET carrier = '', conclusion = '', measure = '', outcome = '', decided = NULL");
        connection.Execute("DELETE FROM passage_count");
        connection.Execute("DELETE FROM message_count");
        foreach (var statement in Migration.All().Single(m => m.Number == 12).Sql.Split(';').Select(WithoutComments).Where(s => s.StartsWith("UPDATE", StringComparison.Ordinal) || s.StartsWith("INSERT", StringComparison.Ordinal)))
        {
            connection.Execute(statement);
        }

        Counted().ShouldBe(before);

        string Counted() => string.Join('\n', ((string[])["carrier, conclusion, measure, outcome, decided, overdue FROM encounter", "quarter, post, direction, result, passages FROM passage_count", "quarter, post, carrier, lists, people, unread FROM message_count"])
            .SelectMany(what => connection.Query($"SELECT {what}")).Select(row => string.Join(' ', ((IDictionary<string, object>)row).Values)));
    }

    private static string WithoutComments(string statement) => string.Join('\n', statement.Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal))).Trim();
}
