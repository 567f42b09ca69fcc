using System.Diagnostics;
using System.Text.Json.Nodes;
using Entente.Node.Tests.Border;

namespace Entente.Node.Tests.Security;

/// <summary>Whoever may put files into an inbox tries to have the node read, write or wait elsewhere. A good message behind is taken in all the same.</summary>
public sealed class InboxTests
{
    [Theory]
    [InlineData("refused")]
    [InlineData("answers")]
    public async Task A_link_in_place_of_a_folder_of_the_node_leads_nowhere(string name)
    {
        await using var node = await StartAsync();
        var (inbox, elsewhere) = (Inbox(node), Directory.CreateDirectory(Path.Combine(node.Folder, "elsewhere")).FullName);
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "master.key"), "a secret");
        Directory.CreateSymbolicLink(Path.Combine(inbox, name), elsewhere);
        await File.WriteAllTextAsync(Path.Combine(inbox, "master.key"), "overwritten");
        await File.WriteAllTextAsync(Path.Combine(inbox, "b.edi"), Flight.Message());
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        Directory.GetFiles(elsewhere).Select(Path.GetFileName).ShouldBe(["master.key"]);
        (await File.ReadAllTextAsync(Path.Combine(elsewhere, "master.key"))).ShouldBe("a secret");
    }

    [Fact]
    public async Task A_link_in_place_of_an_answer_is_replaced_and_one_among_the_messages_is_left_alone()
    {
        await using var node = await StartAsync();
        var (inbox, secret, message) = (Inbox(node), Path.Combine(node.Folder, "secret"), Path.Combine(node.Folder, "of-another-carrier.edi"));
        await File.WriteAllTextAsync(secret, "a secret");
        await File.WriteAllTextAsync(message, Flight.Message());
        File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(inbox, "answers")).FullName, "b.edi.cusres"), secret);
        File.CreateSymbolicLink(Path.Combine(inbox, "a.edi"), message);
        await File.WriteAllTextAsync(Path.Combine(inbox, "b.edi"), Flight.Message());
        (await IsAnsweredAsync(inbox)).ShouldBeTrue();
        (await File.ReadAllTextAsync(secret)).ShouldBe("a secret");
        Directory.GetFiles(Path.Combine(inbox, "answers"), "*.cusres").Select(Path.GetFileName).ShouldBe(["b.edi.cusres"]);
    }

    [Fact]
    public async Task A_pipe_a_name_of_the_greatest_length_and_a_message_of_the_last_day_there_is_stop_nobody_behind_them()
    {
        await using var node = await StartAsync();
        var inbox = Inbox(node);
        using (var pipe = Process.Start("mkfifo", Path.Combine(inbox, "a-pipe")))
        {
            await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await File.WriteAllTextAsync(Path.Combine(inbox, new string('a', 255)), Flight.Message());
        await File.WriteAllTextAsync(Path.Combine(inbox, "a-last-day"), Flight.Message().Replace("DTM+189:2611210310:201", "DTM+189:999912310310:203", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(inbox, "b.edi"), Flight.Message());
        (await IsAnsweredAsync(inbox)).ShouldBeTrue();
        (await BorderCalls.UntilAsync(() => Task.FromResult(Directory.GetFiles(inbox).Length == 0))).ShouldBeTrue("Everything is answered or refused.");
        (await node.Nobody.GetAsync("/healthz")).IsSuccessStatusCode.ShouldBeTrue();
    }

    private static string Inbox(RunningNode node) => Directory.CreateDirectory(Path.Combine(node.Folder, "inbox")).FullName;

    private static Task<bool> IsAnsweredAsync(string inbox) =>
        BorderCalls.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(inbox, "answers", "b.edi.cusres")) && !File.Exists(Path.Combine(inbox, "b.edi"))));

    private static Task<RunningNode> StartAsync() => RunningNode.StartAsync(
        configuration => configuration["Border"] = new JsonObject { ["Inboxes"] = new JsonArray(new JsonObject { ["Folder"] = "inbox", ["Sender"] = "airline", ["Purpose"] = "border-control" }) },
        "L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
}
