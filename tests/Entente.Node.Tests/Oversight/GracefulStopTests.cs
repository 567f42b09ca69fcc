using System.Net;
using System.Text;
using Dapper;
using Entente.Ledger.Checkpoints;
using Entente.Ledger.Notes;
using Entente.Ledger.Signing;
using Entente.Node.Tests.Storage;

namespace Entente.Node.Tests.Oversight;

/// <summary>How a node stops: it takes no new requests, finishes those it has, the writer serves who waits, and the last checkpoint attests all of it.</summary>
public sealed class GracefulStopTests
{
    [Fact]
    public async Task A_request_that_is_under_way_is_answered_recorded_and_attested_before_the_node_ends()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MA,F,");
        // The body is sent once the node has asked for it, and so has the request in hand.
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = node.Nobody.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Token", "match");
        client.DefaultRequestHeaders.ExpectContinue = true;
        var rest = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var answer = client.PostAsync("/match/default", new SlowContent("""{"queries":{"q":{"schema":"Person",""", begun, rest.Task, """ "properties":{"name":["Nadia Choukri"]}}}}"""));
        await begun.Task;

        var stopping = node.StopAsync();
        await NobodyElseIsTakenAsync(node);
        stopping.IsCompleted.ShouldBeFalse("The node did not wait for the request.");
        rest.SetResult();
        (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
        await stopping;

        using var connection = TestDatabase.Open(node.Folder);
        connection.ExecuteScalar<long>("SELECT count(*) FROM ledger_entry").ShouldBe(1 + RunningNode.EntriesOfAStart);
        Attested(node.Folder).ShouldBe(1 + RunningNode.EntriesOfAStart);
    }

    private static async Task NobodyElseIsTakenAsync(RunningNode node)
    {
        for (var tries = 0; ; tries++)
        {
            using var newcomer = new HttpClient { BaseAddress = node.Nobody.BaseAddress };
            try
            {
                await newcomer.GetAsync("/healthz");
            }
            catch (HttpRequestException)
            {
                return;
            }

            tries.ShouldBeLessThan(200, "The node still takes new connections.");
            await Task.Delay(50);
        }
    }

    private static long Attested(string folder)
    {
        using var key = new Ed25519PrivateKey(File.ReadAllBytes(Path.Combine(folder, "keys", "log.seed")));
        var opened = SignedCheckpoint.Open(File.ReadAllBytes(Path.Combine(folder, "data", "log", "checkpoint")), new NoteSigner("log.test", key).Verifier);
        return opened.ShouldBeOfType<OpenedCheckpoint.Trusted>().Checkpoint.Size;
    }

    /// <summary>A body of which the second half comes when it is let go.</summary>
    private sealed class SlowContent : HttpContent
    {
        private readonly string _first, _second;
        private readonly TaskCompletionSource _begun;
        private readonly Task _go;

        public SlowContent(string first, TaskCompletionSource begun, Task go, string second)
        {
            (_first, _begun, _go, _second) = (first, begun, go, second);
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(_first));
            await stream.FlushAsync();
            _begun.SetResult();
            await _go;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(_second));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
