using Entente.Formats.Reading;

namespace Entente.Formats.Edifact;

/// <summary>One segment of an interchange, for people who read it line by line.</summary>
/// <param name="Number">Its place in the input, from 1, as findings name it; UNA is not counted.</param>
/// <param name="Raw">As it stands in the message, its terminator included, without the line breaks around it.</param>
/// <param name="Tag">Its tag: "NAD".</param>
/// <param name="Qualifier">Its first component, which often says what it is about: "FL"; empty where there is none.</param>
public sealed record EdifactSegment(int Number, string Raw, string Tag, string Qualifier);

/// <summary>Divides an interchange into segments without understanding them; whatever arrives, nothing is thrown for it.</summary>
public static class EdifactSegments
{
    /// <summary>Segments of a message from a place on.</summary>
    /// <param name="message">The interchange as it arrived.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="most">How many to give at most.</param>
    /// <param name="total">How many there are.</param>
    public static IReadOnlyList<EdifactSegment> Read(ReadOnlySpan<byte> message, int skip, int most, out int total)
    {
        var text = MessageText.Of(message).Characters;
        var reader = new EdifactReader(new StringReader(text), new Journal());
        var segments = new List<EdifactSegment>();
        total = 0;
        while (reader.Read())
        {
            if (total++ >= skip && segments.Count < most)
            {
                // Positions fit, since the text is a string.
                segments.Add(new EdifactSegment(reader.SegmentNumber, text[(int)reader.Start..(int)reader.End].Trim(), reader.Tag.ToString(), reader.Reference(1)));
            }
        }

        return segments;
    }
}
