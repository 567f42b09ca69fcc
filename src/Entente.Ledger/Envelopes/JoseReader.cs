using System.Text;

namespace Entente.Ledger.Envelopes;

/// <summary>
/// Reads the JSON of signatures and sealings in its one spelling: members in fixed order, no white space, texts of visible ASCII
/// without escapes. It never descends into what it does not expect, so depth cannot hurt it. The first fault is kept and ends the reading.
/// </summary>
internal ref struct JoseReader(ReadOnlySpan<byte> bytes)
{
    private static readonly string[] BringKeys = ["jwk", "jku", "x5c", "x5u", "x5t", "x5t#S256"];

    private ReadOnlySpan<byte> _rest = bytes;

    // Objects here are two deep at most; members that are missing make the depth no larger.
    private (string[] Members, int Next) _object = ([], 0);
    private (string[] Members, int Next) _around = ([], 0);

    public EnvelopeFault Fault { get; private set; }

    public readonly bool IsGoingOn => Fault == EnvelopeFault.None;

    /// <summary>Begins an object of these members.</summary>
    public void Begin(string[] members)
    {
        Expect('{');
        (_around, _object) = (_object, (members, 0));
    }

    /// <summary>Ends the object; a further member is a fault.</summary>
    public void End()
    {
        if (IsNext(','))
        {
            Expect(',');
            Fail(Misplaced(Quoted()));
        }

        Expect('}');
        _object = _around;
    }

    /// <summary>The next member, which is a text.</summary>
    public ReadOnlySpan<byte> Text()
    {
        Member();
        if (IsGoingOn && !IsNext('"'))
        {
            Fail(_rest.IsEmpty ? EnvelopeFault.CutOff : IsSpace(_rest[0]) ? EnvelopeFault.OtherSpelling : EnvelopeFault.WrongKind);
        }

        return Quoted();
    }

    /// <summary>The next member, which is base64url; an empty array after a fault.</summary>
    public byte[] Base64()
    {
        var text = Text();
        if (IsGoingOn && StrictBase64Url.TryDecode(text, out var bytes))
        {
            return bytes;
        }

        Fail(EnvelopeFault.BadBase64);
        return [];
    }

    /// <summary>The next member, which has this value and no other.</summary>
    public void Exactly(ReadOnlySpan<byte> value, EnvelopeFault otherwise)
    {
        Member();
        if (!_rest.StartsWith(value))
        {
            Fail(otherwise);
            return;
        }

        _rest = _rest[value.Length..];
    }

    /// <summary>The name of the next member and the colon.</summary>
    public void Member()
    {
        var (members, next) = _object;
        if (next > 0 && !IsNext('}'))
        {
            Expect(',');
        }

        if (IsNext('}'))
        {
            Fail(EnvelopeFault.MissingMember);
        }

        var name = Quoted();
        if (IsGoingOn && !IsNamed(name, members[next]))
        {
            Fail(Misplaced(name));
        }

        Expect(':');
        _object.Next++;
    }

    public void Expect(char expected)
    {
        if (IsNext(expected))
        {
            _rest = _rest[1..];
        }
        else
        {
            Fail(_rest.IsEmpty ? EnvelopeFault.CutOff : IsSpace(_rest[0]) ? EnvelopeFault.OtherSpelling : EnvelopeFault.OtherForm);
        }
    }

    public readonly bool IsNext(char expected) => !_rest.IsEmpty && _rest[0] == expected;

    /// <summary>Nothing may be left.</summary>
    public void Finish()
    {
        if (!_rest.IsEmpty)
        {
            Fail(EnvelopeFault.BytesLeftOver);
        }
    }

    public void Fail(EnvelopeFault fault)
    {
        Fault = IsGoingOn ? fault : Fault;
        _rest = [];
    }

    private ReadOnlySpan<byte> Quoted()
    {
        Expect('"');
        var end = _rest.IndexOfAny((byte)'"', (byte)'\\');
        var text = end < 0 ? _rest : _rest[..end];
        if (text.ContainsAnyExceptInRange((byte)' ', (byte)'~') || (end >= 0 && _rest[end] == '\\'))
        {
            Fail(EnvelopeFault.OtherSpelling);
        }

        if (end < 0)
        {
            Fail(EnvelopeFault.CutOff);
        }

        if (!IsGoingOn)
        {
            return [];
        }

        _rest = _rest[(end + 1)..];
        return text;
    }

    private readonly EnvelopeFault Misplaced(ReadOnlySpan<byte> name)
    {
        var (members, next) = _object;
        for (var i = 0; i < members.Length; i++)
        {
            if (IsNamed(name, members[i]))
            {
                return i < next ? EnvelopeFault.DuplicateMember : EnvelopeFault.MissingMember;
            }
        }

        var text = Encoding.ASCII.GetString(name);
        return BringKeys.Contains(text) ? EnvelopeFault.BringsKey : text == "zip" ? EnvelopeFault.Compressed : EnvelopeFault.UnknownMember;
    }

    private static bool IsNamed(ReadOnlySpan<byte> name, string expected) => System.Text.Ascii.Equals(name, expected);

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
}
