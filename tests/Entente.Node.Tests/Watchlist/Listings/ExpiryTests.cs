using System.Text.Json.Nodes;
using Dapper;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Watchlist.Listings;

public sealed class ExpiryTests
{
    private const string Other = "L1,Karim Zerhouni,primary,1970,,,";

    [Fact]
    public async Task A_listing_leaves_the_index_after_its_last_day_and_stands_in_the_review_queue_until_somebody_renews_it()
    {
        var time = new ShiftedTime();
        await using var node = await RunningNode.StartAsync(_ => { }, services => services.AddSingleton<TimeProvider>(time), Other);
        var id = await node.ListAsync(ListingCalls.Salma());
        (await QueueAsync(node)).ShouldBe("");
        await GoAsync(node, time, 55);
        (await QueueAsync(node)).ShouldBe("due");
        await GoAsync(node, time, 61);
        (await QueueAsync(node)).ShouldBe("overdue");
        (await node.HitsAsync()).ShouldBe([id]);
        await GoAsync(node, time, 200);
        (await node.HitsAsync()).ShouldBe([id]);
        await GoAsync(node, time, 201);
        (await node.HitsAsync()).ShouldBeEmpty();
        (await QueueAsync(node)).ShouldBe("expired");
        (await node.CallAsync("amina", "POST", $"/listings/{id}/renew", new JsonObject { ["reviewOn"] = ListingCalls.Day(250), ["expiresOn"] = ListingCalls.Day(300) })).Answer.GetProperty("waits").GetBoolean().ShouldBeTrue();
        (await node.HitsAsync()).ShouldBeEmpty();
        (await node.CallAsync("bilal", "POST", $"/listings/{id}/approve", new JsonObject { ["version"] = 2 })).Status.ShouldBe(200);
        (await node.HitsAsync()).ShouldBe([id]);
    }

    [Fact]
    public async Task One_person_may_review_within_the_expiry_date_and_bring_it_forward_and_two_push_it_back()
    {
        await using var node = await RunningNode.StartAsync(Other);
        var id = await node.ListAsync(ListingCalls.Salma());
        (await RenewAsync(90, null)).ShouldBe("False");
        (await RenewAsync(90, 100)).ShouldBe("False");
        (await RenewAsync(90, 200)).ShouldBe("True");
        (await RenewAsync(120, null)).ShouldBe("400");
        (await RenewAsync(-1, null)).ShouldBe("400");

        async Task<string> RenewAsync(int review, int? expiry)
        {
            var body = new JsonObject { ["reviewOn"] = ListingCalls.Day(review) };
            if (expiry is { } days)
            {
                body["expiresOn"] = ListingCalls.Day(days);
            }

            var (status, answer) = await node.CallAsync("amina", "POST", $"/listings/{id}/renew", body);
            return status == 200 ? answer.GetProperty("waits").GetBoolean().ToString() : status.ToString();
        }
    }

    [Fact]
    public async Task After_the_retention_of_the_catalogue_nothing_of_a_removed_listing_can_be_read()
    {
        var time = new ShiftedTime();
        await using var node = await RunningNode.StartAsync(_ => { }, services => services.AddSingleton<TimeProvider>(time), Other);
        var id = await node.ListAsync(ListingCalls.Salma());
        await node.CallAsync("amina", "POST", $"/listings/{id}/remove", new JsonObject { ["reason"] = "error" });
        await GoAsync(node, time, 2);
        (await node.CallAsync("bilal", "GET", $"/listings/{id}")).Answer.ToString().ShouldContain("Salma");
        using var connection = node.Services.GetRequiredService<Database>().Open();
        var key = connection.ExecuteScalar<string>("SELECT key_id FROM listing")!; // The listing has one.
        await GoAsync(node, time, 4);
        var after = (await node.CallAsync("bilal", "GET", $"/listings/{id}")).Answer;
        after.GetProperty("status").GetString().ShouldBe("deleted");
        after.ToString().ShouldNotContain("Salma");
        Should.Throw<KeyDestroyedException>(() => node.Services.GetRequiredService<KeyStore>().Seal(key, "anywhere", [1]));
        connection.ExecuteScalar<long>("SELECT count(*) FROM listing_version WHERE content IS NOT NULL").ShouldBe(0);
    }

    private static async Task GoAsync(RunningNode node, ShiftedTime time, int days)
    {
        time.Gone = TimeSpan.FromDays(days);
        await node.Services.GetRequiredService<WatchlistClock>().TickAsync(CancellationToken.None);
    }

    private static async Task<string> QueueAsync(RunningNode node) =>
        string.Join(' ', (await node.CallAsync("bilal", "GET", "/listings/review")).Answer.EnumerateObject().Where(queue => queue.Value.GetArrayLength() > 0).Select(queue => queue.Name));
}
