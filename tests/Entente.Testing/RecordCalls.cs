using System.Net.Http.Json;
using System.Text.Json;
using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Notices;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Agreeing;
using Entente.Node.Partnership.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Testing;

/// <summary>Records of the partnership, and what a partner that is nowhere sends about them.</summary>
internal static class RecordCalls
{
    /// <summary>Somebody makes minutes of a visit; their id.</summary>
    public static async Task<string> MinutesAsync(this RunningNode node, HttpClient officer, string title, string readout)
    {
        var answer = await officer.PostAsJsonAsync(new Uri(node.Nobody.BaseAddress!, "/programme/records"), new { kind = "engagement", handling = "TLP:GREEN", fields = new { title, form = "visit", starts = "2026-06-14", readout } }); // A node has an address.
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString() ?? "";
    }

    /// <summary>The partner shares a record of its own.</summary>
    public static Task PartnerSharesRecordAsync(this RunningNode node, string id, string title, string handling)
    {
        var marking = new Marking(["atlas"], handling, Onward.No, null) { Purposes = ["partnership"] }.ToText();
        var content = Content(title, "We spoke of courses.");
        return TakeAsync(node, MessageType.RecordVersion, NoticeForm.DigestOf(marking), RecordJson.Write(new RecordVersionForm(RecordVersionForm.Name, id, "engagement", 1, "partnership", marking, RecordJson.DigestOf(content), RecordJson.TextOf(content))));
    }

    /// <summary>The partner proposes what a record is to say, on its first version; the id of the proposal.</summary>
    public static async Task<string> PartnerProposesAsync(this RunningNode node, string id, string title, string note)
    {
        var proposal = $"{PartnerCalls.Dunes}:p-{id}";
        await TakeAsync(node, MessageType.RecordProposal, default, RecordJson.Write(new RecordProposalForm(RecordProposalForm.Name, id, proposal, 1, RecordJson.TextOf(Content(title, "We spoke of ships.")), note, "user:moussa")));
        return proposal;
    }

    private static RecordContent Content(string title, string readout)
    {
        var content = new RecordContent();
        (content.Fields["title"], content.Fields["form"], content.Fields["starts"], content.Fields["readout"]) = (title.Length > 300 ? title[..300] : title, "visit", "2026-06-14", readout);
        return content.Tidy();
    }

    private static Task<bool> TakeAsync(RunningNode node, string type, Entente.Ledger.Merkle.Digest marking, byte[] payload) => node.Services.GetRequiredService<LedgerWriter>().WriteAsync(
        work =>
        {
            var header = new MessageHeader
            {
                Id = new MessageId(Guid.NewGuid().ToByteArray()), Sender = PartnerCalls.Dunes, Recipient = "atlas", Conversation = "c-records", Epoch = 1, Sequence = 1, Previous = default, Created = work.Now, Expires = work.Now.AddDays(1), Type = type,
                MediaType = "application/json", Marking = marking,
            };
            node.Services.GetServices<IMessageEffect>().Single(e => e.Type == type).Take(work, header, payload);
            return true;
        },
        CancellationToken.None);
}
