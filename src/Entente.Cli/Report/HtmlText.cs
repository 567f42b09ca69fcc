using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Entente.Cli.Outputs;

namespace Entente.Cli.Report;

/// <summary>
/// HTML under construction. What stands in the code is markup; what stands in a hole is text from outside and is encoded,
/// unless its type is <see cref="Html"/>. So nothing from a list or a passenger can become markup by being forgotten.
/// </summary>
internal sealed class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>Adds markup with encoded holes.</summary>
    public HtmlText Add([InterpolatedStringHandlerArgument("")] Handler markup)
    {
        _ = markup; // The handler wrote into this text while the compiler filled it.
        return this;
    }

    /// <summary>The markup so far as UTF-8.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    public override string ToString() => _text.ToString();

    /// <summary>Encodes one text, as a hole would.</summary>
    public static Html Encode(string text) => new(Encoder.Encode(Wording.Shown(text)));

    /// <summary>Writes literal parts as they are and holes encoded.</summary>
    [InterpolatedStringHandler]
    public readonly struct Handler
    {
        private readonly StringBuilder _text;

        public Handler(int literalLength, int formattedCount, HtmlText target)
        {
            _text = target._text;
            _text.EnsureCapacity(_text.Length + literalLength + (16 * formattedCount));
        }

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string? text) => _text.Append(Encode(text ?? "").Markup);

        public void AppendFormatted(Html html) => _text.Append(html.Markup);

        public void AppendFormatted(long number) => _text.Append(number.ToString("#,0", CultureInfo.InvariantCulture));
    }
}

/// <summary>Markup that is already whole and encoded.</summary>
internal readonly record struct Html(string Markup)
{
    public override string ToString() => Markup;
}
