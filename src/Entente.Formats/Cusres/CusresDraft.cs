using System.Globalization;
using Entente.Formats.Edifact;
using Entente.Formats.Paxlst;
using Entente.Formats.Reading;

namespace Entente.Formats.Cusres;

/// <summary>One CUSRES message while its segments arrive.</summary>
internal sealed class CusresDraft(EdifactReader header, ReceivedCusres interchange)
{
    /// <summary>No answer has more; a message that says otherwise must not fill the memory.</summary>
    private const int MostOtherCodes = 16;

    private readonly int _firstSegment = header.SegmentNumber;
    private readonly string _messageReference = header.Reference(1);
    private readonly PaxlstFlight _flight = new();
    private readonly List<CusresError> _errors = [];
    private readonly List<CusresAnswer> _answers = [];
    private CusresMessage _message = new() { Kind = CusresKind.Response, CommonAccessReference = header.Reference(3) };
    private Part _part = Part.Header;
    private CusresAnswer? _answer;

    private enum Part
    {
        Header,
        Errors,
        Answers,
    }

    /// <summary>Takes a segment between header and trailer.</summary>
    public void Take(EdifactReader segment, Journal journal)
    {
        if (segment.Tag is "ERP")
        {
            FinishAnswer(journal);
            _part = segment[1] is CusresCodes.Header ? Part.Errors : Part.Answers;
            _answer = _part == Part.Answers ? new() { Status = null } : null;
        }
        else if (_answer is not null)
        {
            _answer = With(_answer, segment);
        }
        else if (_part == Part.Errors)
        {
            TakeError(segment);
        }
        else
        {
            TakeHeader(segment, journal);
        }
    }

    /// <summary>Holds the count of the trailer (UNT) against what arrived.</summary>
    public void NoteCount(EdifactReader trailer, Journal journal)
    {
        var segments = trailer.SegmentNumber - _firstSegment + 1;
        if (!int.TryParse(trailer[1], NumberStyles.None, CultureInfo.InvariantCulture, out var declared) || declared != segments)
        {
            journal.Note(trailer.Place, "segment-count-wrong", $"UNT declares another number of segments than the {segments} that arrived. Ask the sender whether the message is whole; what arrived was read.");
        }
    }

    /// <summary>The message as far as it was read.</summary>
    public ReceivedCusres Finish(Journal journal)
    {
        FinishAnswer(journal);
        return interchange with
        {
            MessageReference = _messageReference,
            Message = _message with { Legs = [.. _flight.Legs], Errors = _errors, Answers = _answers },
        };
    }

    private void TakeHeader(EdifactReader segment, Journal journal)
    {
        switch (segment.Tag)
        {
            case "BGM":
                TakeKind(segment, journal);
                break;
            case "RFF" when segment[1] is "TN":
                _message = _message with { TransactionReference = segment.Reference(1, 1) };
                break;
            case "RFF" when segment[1] is "AF":
                _flight.Begin(PaxlstFlight.Short(segment[1, 1]), "");
                break;
            case "DTM" or "LOC":
                _flight.Take(segment);
                break;
        }
    }

    private void TakeKind(EdifactReader segment, Journal journal)
    {
        var kind = CusresCodes.KindOf(segment.Reference(1));
        if (kind is null)
        {
            journal.Note(segment.Place, "message-kind-unknown", "The message (BGM) has an unknown code; allowed are 962, 132 and 312. It was read as a response.");
        }

        _message = _message with { Kind = kind ?? CusresKind.Response };
    }

    private void TakeError(EdifactReader segment)
    {
        if (segment.Tag is "ERC")
        {
            _errors.Add(new(segment.Reference(1)));
        }
        else if (IsText(segment) && _errors.Count > 0)
        {
            _errors[^1] = _errors[^1] with { Text = segment[4].ToString() };
        }
    }

    private static CusresAnswer With(CusresAnswer answer, EdifactReader segment) => segment.Tag switch
    {
        "RFF" when segment[1] is "AVF" => answer with { Locator = segment.Reference(1, 1) },
        "RFF" when segment[1] is "ABO" => answer with { PassengerReference = segment.Reference(1, 1) },
        "ERC" when answer.Status is null && CusresCodes.StatusOf(segment.Reference(1)) is { } status => answer with { Status = status },
        "ERC" when answer.OtherCodes.Count < MostOtherCodes => answer with { OtherCodes = [.. answer.OtherCodes, segment.Reference(1)] },
        "FTX" when IsText(segment) && answer.Text.Length == 0 => answer with { Text = segment[4].ToString() },
        _ => answer,
    };

    private static bool IsText(EdifactReader segment) => segment.Tag is "FTX" && segment[1] is "AAP";

    private void FinishAnswer(Journal journal)
    {
        if (_answer is not null)
        {
            journal.Accept();
            _answers.Add(_answer);
        }

        _answer = null;
    }
}
