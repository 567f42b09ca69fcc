using System.Net.Http.Json;
using System.Text.Json;
using Entente.Node.Accounts;

namespace Entente.Node.Tests.Oversight;

public sealed class ReadRecordTests
{
    [Fact]
    public async Task An_inspector_sees_who_read_which_record_on_which_ground_and_his_own_look_stands_there_too()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("amina", Role.Officer);
        (await officer.GetAsync("/entities/L1")).EnsureSuccessStatusCode();
        using var inspector = node.As("ines", Role.Inspector);
        var first = await inspector.GetFromJsonAsync<JsonElement>("/record?actor=user:amina");
        var entry = first.GetProperty("entries").EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("action").GetString().ShouldBe("listing.read");
        entry.GetProperty("legalBasis").GetString().ShouldBe("test-act-1");
        entry.GetProperty("details").GetProperty("purpose").GetString().ShouldBe("border-control");
        var looks = await inspector.GetFromJsonAsync<JsonElement>("/record?action=record.read");
        looks.GetProperty("entries").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_long_record_is_read_in_parts_that_meet()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("amina", Role.Officer);
        for (var i = 0; i < 7; i++)
        {
            (await officer.GetAsync("/entities/L1")).EnsureSuccessStatusCode();
        }

        using var inspector = node.As("ines", Role.Inspector);
        var seen = new List<long>();
        for (long from = 0, before = -1; from != before;)
        {
            var part = await inspector.GetFromJsonAsync<JsonElement>($"/record?actor=user:amina&limit=3&from={from}");
            seen.AddRange(part.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("sequence").GetInt64()));
            (before, from) = (from, part.GetProperty("entries").GetArrayLength() == 0 ? from : part.GetProperty("next").GetInt64());
        }

        seen.Count.ShouldBe(7);
        seen.ShouldBeInOrder();
    }
}
