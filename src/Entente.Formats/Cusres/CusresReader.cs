using Entente.Formats.Edifact;
using Entente.Formats.Reading;
using Entente.Formats.Text;

namespace Entente.Formats.Cusres;

/// <summary>Reads CUSRES messages: acknowledgements of carriers, and what other governments answer.</summary>
public sealed class CusresReader
{
    private readonly EdifactReader _segment;
    private readonly Journal _journal;
    private readonly List<ReceivedCusres> _messages = [];
    private ReceivedCusres _interchange = new() { Message = new() { Kind = CusresKind.Response } };
    private CusresDraft? _open;
    private bool _isForeign;

    private CusresReader(TextReader text, Journal journal) => (_segment, _journal) = (new EdifactReader(text, journal), journal);

    /// <summary>Reads all CUSRES messages of the input. What deviates is in the journal.</summary>
    /// <param name="stream">The bytes of one or more interchanges; closed at the end.</param>
    /// <param name="journal">Takes counts (of answers) and findings.</param>
    /// <exception cref="UnreadableInputException">The first message is no CUSRES, or there is none.</exception>
    public static IReadOnlyList<ReceivedCusres> Read(Stream stream, Journal journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        using var text = new InputText(stream, journal);
        var reader = new CusresReader(text, journal);
        while (reader._segment.Read())
        {
            reader.Take();
        }

        reader.Close(isBroken: true, "end of input");
        return reader._messages.Count > 0
            ? reader._messages
            : throw new UnreadableInputException("There is no message in this EDIFACT interchange; an answer to a passenger list has at least one (UNH+...+CUSRES). Ask the sender for the whole file.");
    }

    private void Take()
    {
        switch (_segment.Tag)
        {
            case "UNB":
                Close(isBroken: true, _segment.Place);
                _interchange = _interchange with { Sender = _segment.Party(2), Recipient = _segment.Party(3), InterchangeReference = _segment.Reference(5) };
                break;
            case "UNZ" or "UNG" or "UNE":
                Close(isBroken: true, _segment.Place);
                break;
            case "UNH":
                Close(isBroken: true, _segment.Place);
                Open();
                break;
            case "UNT":
                _open?.NoteCount(_segment, _journal);
                Close(isBroken: false, _segment.Place);
                break;
            default:
                TakeBody();
                break;
        }
    }

    private void TakeBody()
    {
        if (_open is not null)
        {
            _open.Take(_segment, _journal);
        }
        else if (!_isForeign)
        {
            _journal.Note(_segment.Place, "header-missing", "Segments stand outside any message (UNH to UNT); they were passed over.");
        }
    }

    private void Open()
    {
        var type = _segment.Reference(2);
        _isForeign = type is not "CUSRES";
        if (!_isForeign)
        {
            _open = new CusresDraft(_segment, _interchange);
            return;
        }

        var name = type.Length == 6 && type.All(char.IsAsciiLetterUpper) ? type : "A message of unknown type";
        if (_messages.Count == 0)
        {
            throw new UnreadableInputException($"{name} arrived; allowed is CUSRES, the answer to a passenger list. Give the answer that belongs to it.");
        }

        _journal.Refuse(_segment.Place, "message-not-cusres", $"{name} arrived among answers to passenger lists; it was passed over.");
    }

    private void Close(bool isBroken, string place)
    {
        _isForeign = false;
        if (_open is null)
        {
            return;
        }

        if (isBroken)
        {
            _journal.NoteMissing(place, "trailer-missing", "The message before this place has no trailer (UNT), so it may be cut. Ask the sender; what arrived was read.");
        }

        _messages.Add(_open.Finish(_journal) with { IsBroken = isBroken });
        _open = null;
    }
}

/// <summary>A CUSRES message as it arrived.</summary>
public sealed record ReceivedCusres
{
    /// <summary>The message.</summary>
    public required CusresMessage Message { get; init; }

    /// <summary>UNB S002, who sent the interchange.</summary>
    public InterchangeParty Sender { get; init; } = InterchangeParty.NotStated;

    /// <summary>UNB S003, to whom it was sent.</summary>
    public InterchangeParty Recipient { get; init; } = InterchangeParty.NotStated;

    /// <summary>UNB 0020, the control reference of the interchange.</summary>
    public string InterchangeReference { get; init; } = "";

    /// <summary>UNH 0062, the reference of the message.</summary>
    public string MessageReference { get; init; } = "";

    /// <summary>True where the message breaks off, so that answers may be missing.</summary>
    public bool IsBroken { get; init; }
}
