using System.Text.Json;
using System.Text.Json.Nodes;
using static Entente.Node.Demo.Story.StoryNode;

namespace Entente.Node.Demo.Story;

/// <summary>The part of the story in which two services agree on the minutes of a visit: one shares them, the other proposes a change, and a person of each side signs the version that came of it.</summary>
internal sealed class StoryMinutes(StoryTelling telling, StoryNode owner, StoryNode partner, CancellationToken cancellationToken)
{
    private const string Programme = "programme";

    /// <summary>Tells it.</summary>
    /// <param name="visit">Id of the record of the visit.</param>
    public async Task TellAsync(string visit)
    {
        var page = $"/desk/programme/record/{visit}";
        await owner.DoAsync(Programme, $"/programme/records/{visit}/shares", new { partner = partner.Code, purpose = "partnership" });
        telling.Say(owner.Code, $"shares the minutes of the last visit with {partner.Name}.", page);
        await UntilVersionAsync(partner, visit, 1);
        telling.Say(partner.Code, "has the same version, and cannot change it: it proposes another wording.", page);
        await partner.DoAsync(Programme, $"/programme/records/{visit}/proposals", await ProposalAsync(visit));
        string? proposal = null;
        await UntilAsync(async () => (proposal = await OpenProposalAsync(visit)) is not null, $"the proposal to arrive at {owner.Name}", cancellationToken);
        await owner.DoAsync(Programme, $"/programme/proposals/{proposal}/accept");
        telling.Say(owner.Code, "looks at both wordings side by side and accepts: version 2.", page);
        await UntilVersionAsync(partner, visit, 2);
        foreach (var side in (StoryNode[])[partner, owner])
        {
            var version = await side.ReadAsync(Programme, $"/programme/records/{visit}/agreeing");
            await side.DoAsync(Programme, $"/programme/records/{visit}/signatures", new { version = 2, digest = version.GetProperty("digest").GetString() });
            telling.Say(side.Code, "a programme officer signs version 2.", $"{page}/agreeing");
        }

        await UntilAsync(async () => await SignaturesAsync(owner, visit) == 2 && await SignaturesAsync(partner, visit) == 2, "both signatures on both sides", cancellationToken);
        telling.Say(partner.Code, "Both nodes show the same: agreed at version 2.", page);
    }

    private async Task<JsonObject> ProposalAsync(string visit)
    {
        var record = (await partner.ReadAsync(Programme, $"/programme/records/{visit}")).GetProperty("record");
        var content = JsonNode.Parse(record.GetProperty("content").GetRawText())?.AsObject() ?? [];
        if (content["fields"] is JsonObject fields)
        {
            fields["decisions"] = $"{fields["decisions"]}\nBoth sides report on the exercise before the third visit";
        }

        return new() { ["version"] = 1, ["note"] = "We decided this in the last hour.", ["fields"] = content["fields"]?.DeepClone(), ["rows"] = content["rows"]?.DeepClone() };
    }

    private Task UntilVersionAsync(StoryNode at, string visit, long version) => UntilAsync(
        async () => await at.AskAsync(Programme, HttpMethod.Get, $"/programme/records/{visit}") is (200, var answer) && answer.GetProperty("record").GetProperty("version").GetInt64() == version, $"version {version} to arrive at {at.Name}", cancellationToken);

    private async Task<string?> OpenProposalAsync(string visit) =>
        (await owner.ReadAsync(Programme, $"/programme/records/{visit}/agreeing")).GetProperty("proposals").EnumerateArray().Select(p => p.GetProperty("id").GetString()).FirstOrDefault();

    private static async Task<int> SignaturesAsync(StoryNode at, string visit) =>
        (await at.ReadAsync(Programme, $"/programme/records/{visit}/agreeing")).GetProperty("signatures").EnumerateArray().Count(s => s.GetProperty("version").GetInt64() == 2);
}
