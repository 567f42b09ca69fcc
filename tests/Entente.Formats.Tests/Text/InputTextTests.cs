using System.Text;
using Entente.Formats.Reading;
using Entente.Formats.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Text;

public sealed class InputTextTests
{
    private const string Names = "id;name\r\n1;Zoé Benhaddou\r\n2;محمد العلوي\r\n";

    public static TheoryData<string, bool> Encodings => new()
    {
        { "utf-8", false }, { "utf-8", true }, { "utf-16", true }, { "utf-16", false }, { "utf-16BE", true }, { "utf-16BE", false },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void Reads_Unicode_with_and_without_a_byte_order_mark(string encodingName, bool mark)
    {
        var encoding = Encoding.GetEncoding(encodingName);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Names)];

        Read(bytes, out var journal).ShouldBe(Names);

        journal.Counts.Keys.ShouldBe(encodingName == "utf-8" ? [] : ["encoding-utf-16"]);
    }

    [Fact]
    public void Reads_bytes_that_are_not_UTF8_as_Windows_1252_and_says_so_once()
    {
        Read([.. "Ren"u8, 0xE9, .. " Fran"u8, 0xE7, .. "ois \u2013 "u8, 0x80], out var journal).ShouldBe("René François – €");

        journal.Counts.ShouldBe(new Dictionary<string, int> { ["encoding-not-utf-8"] = 1 });
    }

    [Fact]
    public void Leaves_NUL_characters_out_and_says_so_once()
    {
        Read("Am\0i\0na"u8.ToArray(), out var journal).ShouldBe("Amina");

        journal.Counts.ShouldBe(new Dictionary<string, int> { ["nul-bytes"] = 1 });
    }

    [Fact]
    public void Keeps_letters_whole_that_lie_across_two_buffers()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("م", 100_000));

        Read(Encoding.UTF8.GetBytes(text), out _).ShouldBe(text);
    }

    [Fact]
    public void Refuses_an_input_that_is_longer_than_its_kind_can_be()
    {
        using var text = new InputText(Input.Stream(new string('x', 200_000)), new Journal()) { MaxCharacters = 100_000 };

        Should.Throw<UnreadableInputException>(text.ReadToEnd).Message.ShouldContain("100,000");
    }

    [Fact]
    public void Reads_any_bytes_whatever() =>
        Prop.ForAll<byte[]>(bytes => !Read(bytes, out _).Contains('\0')).QuickCheckThrowOnFailure();

    private static string Read(byte[] bytes, out Journal journal)
    {
        journal = new Journal();
        using var text = new InputText(new MemoryStream(bytes), journal);
        return text.ReadToEnd();
    }
}
