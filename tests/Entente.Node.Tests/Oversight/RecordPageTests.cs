using Entente.Node.Accounts;

namespace Entente.Node.Tests.Oversight;

/// <summary>The record as an inspector reads it, on every database.</summary>
public sealed class RecordPageTests
{
    [Theory]
    [InlineData("/desk/record")]
    [InlineData("/desk/record?day=2026-11-30")]
    [InlineData("/desk/record?actor=ines")]
    [InlineData("/desk/record?action=record.read")]
    [InlineData("/desk/record?before=3")]
    public async Task An_inspector_reads_the_record_whole_and_in_part(string path)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
        using var inspector = await node.SignInAsync("ines", Role.Inspector);
        await inspector.GetStringAsync("/desk/record");
        (await inspector.GetStringAsync(path)).ShouldContain("lang=\"en\"");
    }
}
