using System.Text;
using Entente.Ledger.Checkpoints;
using Entente.Ledger.Merkle;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Checkpoints;

public sealed class CheckpointTests
{
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    private const string RootOfEmptyTree = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    /// <summary>The example of C2SP tlog-checkpoint.</summary>
    private const string Published = "example.com/behind-the-sofa\n20852163\n" + Root + "\n";

    [Fact]
    public void A_published_checkpoint_is_read_and_written_again()
    {
        Checkpoint.TryParse(Published, out var checkpoint, out _).ShouldBeTrue();
        (checkpoint!.Origin, checkpoint.Size, checkpoint.Root.ToBase64()).ShouldBe(("example.com/behind-the-sofa", 20852163, Root));
        checkpoint.Extensions.ShouldBeEmpty();
        checkpoint.ToString().ShouldBe(Published);
    }

    [Fact]
    public void Further_lines_are_kept()
    {
        Checkpoint.TryParse(Published + "one\ntwo three\n", out var checkpoint, out _).ShouldBeTrue();
        checkpoint!.Extensions.ShouldBe(["one", "two three"]);
        checkpoint.ToString().ShouldBe(Published + "one\ntwo three\n");
    }

    [Theory]
    [InlineData("", CheckpointFault.TooFewLines)]
    [InlineData("a\n1\n", CheckpointFault.TooFewLines)]
    [InlineData("a\n1\n" + Root, CheckpointFault.TooFewLines)]
    [InlineData("\n1\n" + Root + "\n", CheckpointFault.BadOrigin)]
    [InlineData("a\tb\n1\n" + Root + "\n", CheckpointFault.BadOrigin)]
    [InlineData("a\n\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n01\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n00\n" + RootOfEmptyTree + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n-1\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n+1\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n 1\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n1e3\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n\u0661\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n9223372036854775808\n" + Root + "\n", CheckpointFault.SizeTooLarge)]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n", CheckpointFault.BadRoot)]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n", CheckpointFault.BadRoot)]
    [InlineData("a\n1\n" + Root + " \n", CheckpointFault.BadRoot)]
    [InlineData("a\n1\nAAAA\n", CheckpointFault.BadRoot)]
    [InlineData("a\n1\n\n", CheckpointFault.BadRoot)]
    [InlineData("a\n0\n" + Root + "\n", CheckpointFault.RootOfEmptyTree)]
    [InlineData("a\n1\n" + Root + "\n\n", CheckpointFault.BadExtension)]
    [InlineData("a\n1\n" + Root + "\n\nb\n", CheckpointFault.BadExtension)]
    public void What_is_not_a_checkpoint_is_named(string text, CheckpointFault expected)
    {
        Checkpoint.TryParse(text, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(expected);
    }

    [Fact]
    public void An_empty_log_and_the_longest_log_have_checkpoints()
    {
        new Checkpoint("a", 0, TreeHash.OfEmptyTree).ToString().ShouldBe($"a\n0\n{RootOfEmptyTree}\n");
        Checkpoint.TryParse($"a\n9223372036854775807\n{Root}\n", out var longest, out _).ShouldBeTrue();
        longest!.Size.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void Parts_that_would_not_be_read_again_are_refused()
    {
        Should.Throw<ArgumentException>(() => new Checkpoint("", 1, default)).ParamName.ShouldBe("origin");
        Should.Throw<ArgumentException>(() => new Checkpoint("a\n1", 1, default)).ParamName.ShouldBe("origin");
        Should.Throw<ArgumentException>(() => new Checkpoint("a", -1, default)).ParamName.ShouldBe("size");
        Should.Throw<ArgumentException>(() => new Checkpoint("a", 0, default)).ParamName.ShouldBe("root");
        Should.Throw<ArgumentException>(() => new Checkpoint("a", 1, default, "")).ParamName.ShouldBe("extensions");
    }

    [Fact]
    public void Whatever_arrives_is_a_checkpoint_that_is_written_again_or_has_a_fault() => Claims.Hold(
        Claims.Damaged(Encoding.UTF8.GetBytes(Published)).Select(bytes => Encoding.Latin1.GetString(bytes)),
        text => Checkpoint.TryParse(text, out var read, out var fault) ? read.ToString() == text : fault != CheckpointFault.None,
        2_000);
}
