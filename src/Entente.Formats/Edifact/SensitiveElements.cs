using System.Text;
using Entente.Formats.Reading;

namespace Entente.Formats.Edifact;

/// <summary>What is dropped from a message before anybody sees it.</summary>
public enum SensitiveKind
{
    /// <summary>The number of a payment card.</summary>
    PaymentCard,

    /// <summary>A request that reveals health.</summary>
    Health,

    /// <summary>A request that reveals belief.</summary>
    Belief,
}

/// <summary>A message without sensitive elements.</summary>
/// <param name="Bytes">The message in its own encoding.</param>
/// <param name="Counts">How many elements of each kind were dropped; kinds of which none was are missing.</param>
public sealed record RedactedMessage(ReadOnlyMemory<byte> Bytes, IReadOnlyDictionary<SensitiveKind, int> Counts);

/// <summary>
/// Drops from EDIFACT messages (PAXLST, PNRGOV) what a border service must not keep: card numbers, and free text and requests that reveal
/// health or belief. No segment goes, so counts, people and places of findings stay: of a sensitive segment the tag stays, and digits of
/// a card are written over. Documents, references and tickets are not touched. Redacting twice changes nothing more.
/// </summary>
public static class SensitiveElements
{
    /// <summary>The message without sensitive elements; whatever arrives, nothing is thrown for it.</summary>
    public static RedactedMessage Redact(ReadOnlySpan<byte> message)
    {
        var text = MessageText.Of(message);
        var counts = new SortedDictionary<SensitiveKind, int>();
        var redacted = text.With(Redact(text.Characters, counts));
        return new(redacted, counts);
    }

    private static string Redact(string text, SortedDictionary<SensitiveKind, int> counts)
    {
        var output = new StringBuilder(text.Length);
        var segment = new EdifactReader(new StringReader(text), new Journal());
        var at = 0;
        while (segment.Read())
        {
            // Positions fit, since the text is a string.
            var (start, end) = ((int)segment.Start, (int)segment.End);
            Append(text.AsSpan(at, start - at), segment.Service);
            if (SensitiveSegment.KindOf(segment, text.AsSpan(start, end - start)) is { } kind)
            {
                Count(kind, 1);
                // The separator stays, since by it the segment is known where the one before has lost its terminator.
                output.Append(segment.Tag).Append(segment.Service.Element).Append(SensitiveSegment.Ending(text.AsSpan(start, end - start), segment.Service));
            }
            else if (SensitiveSegment.MayHoldCards(segment))
            {
                Append(text.AsSpan(start, end - start), segment.Service, segment.Tag is "FOP");
            }
            else
            {
                output.Append(text.AsSpan(start, end - start));
            }

            at = end;
        }

        Append(text.AsSpan(at), segment.Service);
        return output.ToString();

        // What stands outside segments is free text too, such as the headers of a transport.
        void Append(ReadOnlySpan<char> part, ServiceString service, bool isPayment = false)
        {
            var copy = part.ToArray();
            var mask = "XYZ_#~".First(character => !service.Has(character));
            Count(SensitiveKind.PaymentCard, (isPayment ? PaymentSegment.Mask(copy, service, mask) : 0) + CardNumbers.Mask(copy, service, mask));
            output.Append(copy);
        }

        void Count(SensitiveKind kind, int more)
        {
            if (more > 0)
            {
                counts[kind] = counts.GetValueOrDefault(kind) + more;
            }
        }
    }
}
