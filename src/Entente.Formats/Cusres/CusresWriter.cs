using System.Globalization;
using Entente.Formats.Edifact;
using Entente.Formats.Paxlst;

namespace Entente.Formats.Cusres;

/// <summary>
/// Writes one CUSRES message (D.05B) in an interchange of its own, in the characters of syntax level A. What cannot be written there is
/// folded or dropped, and never breaks the message.
/// </summary>
public static class CusresWriter
{
    /// <summary>FTX 4440, an..512 in D.05B.</summary>
    private const int LongestText = 512;

    /// <summary>The bytes of the interchange, without line breaks.</summary>
    /// <exception cref="ArgumentException">An answer has no status; only messages that were read have such.</exception>
    public static byte[] Write(CusresMessage message, CusresEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(envelope);
        if (message.Answers.Any(answer => answer.Status is null))
        {
            throw new ArgumentException("An answer has no status; give each person one of the three that are written.", nameof(message));
        }

        var writer = new EdifactWriter();
        WriteHeader(writer, message, envelope);
        foreach (var leg in message.Legs)
        {
            WriteLeg(writer, leg);
        }

        foreach (var error in message.Errors)
        {
            writer.Write("ERP", [CusresCodes.Header]);
            WriteCode(writer, EdifactText.Reference(error.Code), error.Text);
        }

        foreach (var answer in message.Answers)
        {
            WriteAnswer(writer, answer);
        }

        WriteTrailer(writer, envelope);
        return writer.ToBytes();
    }

    private static void WriteHeader(EdifactWriter writer, CusresMessage message, CusresEnvelope envelope)
    {
        string[] sender = [EdifactText.Reference(envelope.Sender.Id), EdifactText.Reference(envelope.Sender.Qualifier)];
        string[] recipient = [EdifactText.Reference(envelope.Recipient.Id), EdifactText.Reference(envelope.Recipient.Qualifier)];
        string[] prepared = [Format(envelope.Prepared, "yyMMdd"), Format(envelope.Prepared, "HHmm")];
        string[] parts = message.CommonAccessReference.Length == 0 ? [] : ["01", "F"];
        writer.Write("UNB", ["UNOA", "4"], sender, recipient, prepared, [EdifactText.Reference(envelope.InterchangeReference)], [], [EdifactText.Reference(envelope.Application)]);
        writer.Write("UNG", ["CUSRES"], sender, recipient, prepared, [EdifactText.Reference(envelope.GroupReference)], ["UN"], ["D", "05B"]);
        writer.Write("UNH", [EdifactText.Reference(envelope.MessageReference)], ["CUSRES", "D", "05B", "UN", "IATA"], [EdifactText.Reference(message.CommonAccessReference)], parts);
        writer.Write("BGM", [CusresCodes.Of(message.Kind)]);
        WriteReference(writer, "TN", message.TransactionReference);
    }

    private static void WriteLeg(EdifactWriter writer, FlightLeg leg)
    {
        // Without a flight the reader would give the places to the leg before.
        writer.Write("RFF", ["AF", EdifactText.Reference(leg.Flight)]);
        WriteTime(writer, "189", leg.Departure, leg.DepartureDay);
        WriteTime(writer, "232", leg.Arrival, null);
        WritePlace(writer, leg.FromFunction, leg.From);
        WritePlace(writer, leg.ToFunction, leg.To);
    }

    /// <summary>Format 201 is YYMMDDHHMM, 101 is YYMMDD.</summary>
    private static void WriteTime(EdifactWriter writer, string function, DateTime? time, DateOnly? day)
    {
        if (time is not null)
        {
            writer.Write("DTM", [function, Format(time.Value, "yyMMddHHmm"), "201"]);
        }
        else if (day is not null)
        {
            writer.Write("DTM", [function, day.Value.ToString("yyMMdd", CultureInfo.InvariantCulture), "101"]);
        }
    }

    private static void WritePlace(EdifactWriter writer, string function, string place)
    {
        if (EdifactText.Reference(place) is { Length: > 0 } written)
        {
            writer.Write("LOC", [EdifactText.Reference(function)], [written]);
        }
    }

    private static void WriteAnswer(EdifactWriter writer, CusresAnswer answer)
    {
        writer.Write("ERP", [CusresCodes.Person]);
        WriteReference(writer, "AVF", answer.Locator);
        WriteReference(writer, "ABO", answer.PassengerReference);
        WriteCode(writer, answer.Status is { } status ? CusresCodes.Of(status) : "", answer.Text);
    }

    private static void WriteReference(EdifactWriter writer, string function, string reference)
    {
        if (EdifactText.Reference(reference) is { Length: > 0 } written)
        {
            writer.Write("RFF", [function, written]);
        }
    }

    private static void WriteCode(EdifactWriter writer, string code, string text)
    {
        writer.Write("ERC", [code]);
        var written = EdifactText.Text(text);
        if (written.Length > 0)
        {
            writer.Write("FTX", ["AAP"], [], [], [written[..Math.Min(written.Length, LongestText)].TrimEnd()]);
        }
    }

    private static void WriteTrailer(EdifactWriter writer, CusresEnvelope envelope)
    {
        writer.Write("UNT", [writer.MessageSegments.ToString(CultureInfo.InvariantCulture)], [EdifactText.Reference(envelope.MessageReference)]);
        writer.Write("UNE", ["1"], [EdifactText.Reference(envelope.GroupReference)]);
        writer.Write("UNZ", ["1"], [EdifactText.Reference(envelope.InterchangeReference)]);
    }

    private static string Format(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
