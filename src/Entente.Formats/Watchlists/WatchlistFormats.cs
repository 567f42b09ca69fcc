using System.Buffers;
using Entente.Formats.Reading;
using Entente.Formats.Watchlists.FollowTheMoney;
using Entente.Formats.Watchlists.ListCsv;
using Entente.Formats.Watchlists.Ofac;
using Entente.Formats.Watchlists.OpenSanctions;
using Entente.Formats.Watchlists.UnXml;

namespace Entente.Formats.Watchlists;

/// <summary>A format of watchlists.</summary>
/// <param name="Name">Short name, kebab case.</param>
/// <param name="Recognises">Whether an input that begins so is of this format.</param>
/// <param name="Read">Reads the input to its end.</param>
internal sealed record WatchlistFormat(string Name, Func<InputHead, bool> Recognises, Action<WatchlistReading> Read);

/// <summary>The formats that are read. A new one is one line here and a folder beside; the first that recognises an input reads it.</summary>
internal static class WatchlistFormats
{
    /// <summary>Name of OFAC's main file, to which its other files are joined.</summary>
    public const string OfacSdn = "ofac-sdn";

    /// <summary>Name of OFAC's file of further names.</summary>
    public const string OfacAlt = "ofac-alt";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-.");

    /// <summary>All formats.</summary>
    public static readonly IReadOnlyList<WatchlistFormat> All =
    [
        new("un-xml", UnXmlReader.Recognises, UnXmlReader.Read),
        new(OfacSdn, OfacReader.IsSdn, OfacReader.ReadSdn),
        new(OfacAlt, OfacReader.IsAlt, OfacReader.ReadAlt),
        new("ofac-add", OfacReader.IsAdd, OfacReader.ReadAdd),
        new("ofac-comments", OfacReader.IsComments, OfacReader.ReadComments),
        new("ftm", FtmReader.Recognises, FtmReader.Read),
        new("opensanctions-simple", SimpleCsvReader.Recognises, SimpleCsvReader.Read),
        new("list-csv", ListCsvReader.Recognises, ListCsvReader.Read),
    ];

    /// <summary>The format of an input.</summary>
    /// <exception cref="UnreadableInputException">None of them, or the input is empty.</exception>
    public static WatchlistFormat Recognise(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            throw new UnreadableInputException("The file is empty. Fetch it again.");
        }
        var beginning = InputHead.Of(head);
        return All.FirstOrDefault(format => format.Recognises(beginning)) ?? throw new UnreadableInputException(
            $"The file is no watchlist that is known here: {WhatArrived(beginning)} arrived. Known are United Nations XML (CONSOLIDATED_LIST), OFAC's delimited files (SDN, ALT, ADD, comments), "
            + "FollowTheMoney as JSON lines, OpenSanctions targets.simple.csv, and CSV with the columns listing_id and name. Fetch the list in one of these forms, or save a spreadsheet as such a CSV.");
    }

    /// <summary>What a beginning looks like, without anything that could be somebody's name.</summary>
    private static string WhatArrived(InputHead head) => head.Text switch
    {
        ['P', 'K', '\u0003', ..] or ['\u001F', ..] => "a packed file (unpack it)",
        ['%', 'P', 'D', 'F', ..] => "a PDF file",
        ['<', ..] => $"XML or HTML that begins with {FirstElement(head.Text)}",
        ['{' or '[', ..] => "JSON that is not FollowTheMoney, one object a line",
        _ => "text or data that is neither XML nor JSON, and without the column listing_id",
    };

    private static string FirstElement(string text)
    {
        for (var at = text.IndexOf('<'); at >= 0 && at + 1 < text.Length; at = text.IndexOf('<', at + 1))
        {
            var name = text.AsSpan(at + 1, Math.Min(64, text.Length - at - 1));
            if (char.IsAsciiLetter(name[0]))
            {
                var end = name.IndexOfAnyExcept(NameCharacters);
                return (end < 0 ? name : name[..end]).ToString();
            }
        }

        return "no element";
    }
}
