using System.Text;
using Entente.Ledger.Notes;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Notes;

public sealed class VerifierKeyTests
{
    /// <summary>The key of the example in the documentation of golang.org/x/mod/sumdb/note.</summary>
    private const string Published = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    [Fact]
    public void A_published_key_is_read_and_written_again()
    {
        VerifierKey.TryParse(Published, out var key, out _).ShouldBeTrue();
        (key!.Name, key.KeyId).ShouldBe(("PeterNeumann", 0xc74f20a3u));
        key.ToString().ShouldBe(Published);
    }

    [Theory]
    [InlineData("", VerifierKeyFault.PartsMissing)]
    [InlineData("PeterNeumann+c74f20a3", VerifierKeyFault.PartsMissing)]
    [InlineData("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", VerifierKeyFault.BadName)]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", VerifierKeyFault.BadName)]
    [InlineData("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", VerifierKeyFault.BadKeyId)]
    [InlineData("PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", VerifierKeyFault.BadKeyId)]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T", VerifierKeyFault.BadBase64)]
    [InlineData("PeterNeumann+c74f20a3+ ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", VerifierKeyFault.BadBase64)]
    [InlineData("PeterNeumann+c74f20a3+", VerifierKeyFault.OtherAlgorithm)]
    [InlineData("PeterNeumann+c74f20a3+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", VerifierKeyFault.OtherAlgorithm)]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy", VerifierKeyFault.WrongLength)]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", VerifierKeyFault.OtherKeyId)]
    [InlineData("peterneumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", VerifierKeyFault.OtherKeyId)]
    public void What_is_not_a_key_is_named(string text, VerifierKeyFault expected)
    {
        VerifierKey.TryParse(text, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(expected);
    }

    [Fact]
    public void Whatever_arrives_is_a_key_or_has_a_fault() => Claims.Hold(
        Claims.Damaged(Encoding.UTF8.GetBytes(Published)).Select(bytes => Encoding.Latin1.GetString(bytes)),
        text => VerifierKey.TryParse(text, out var key, out var fault) ? key.ToString() == text : fault != VerifierKeyFault.None);
}
