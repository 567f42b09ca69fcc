using Entente.Formats.Reading;

namespace Entente.Formats.Watchlists;

/// <summary>One file while it is read: its bytes, its journal, and what has been gathered from it. A reader fills it.</summary>
internal sealed class WatchlistReading(string list, string format, HashedInput content)
{
    private readonly List<ListingDraft> _drafts = [];
    private readonly Dictionary<string, ListingDraft> _draftsById = [];

    /// <summary>Name of the list, unique among the files that are read together.</summary>
    public string List { get; } = list;

    /// <summary>Short name of the format.</summary>
    public string Format { get; } = format;

    /// <summary>The bytes; closed by whoever opened them.</summary>
    public HashedInput Content { get; } = content;

    /// <summary>Counts and findings.</summary>
    public Journal Journal { get; } = new();

    /// <summary>The listings, in the order in which the file first names them.</summary>
    public IReadOnlyList<ListingDraft> Drafts => _drafts;

    /// <summary>Records that belong to a listing of another file.</summary>
    public List<Supplement> Supplements { get; } = [];

    /// <summary>Remarks that break off, and may go on in another file.</summary>
    public List<CutRemarks> CutRemarks { get; } = [];

    /// <summary>The listing of that id, if the file has named it.</summary>
    public ListingDraft? Find(string id) => _draftsById.GetValueOrDefault(id);

    /// <summary>The listing of that id; a new one where the file names it for the first time.</summary>
    public ListingDraft FindOrAdd(string id)
    {
        if (!_draftsById.TryGetValue(id, out var draft))
        {
            draft = new ListingDraft(id, Journal);
            _draftsById.Add(id, draft);
            _drafts.Add(draft);
        }
        return draft;
    }

    /// <summary>
    /// The listing of that id, for formats in which one record is one listing; a second record of the same id is noted, and
    /// adds to the first, because the list itself says that both are the same subject.
    /// </summary>
    public ListingDraft Add(string id, string place)
    {
        if (_draftsById.ContainsKey(id))
        {
            Journal.Note(place, "listing-id-twice", "The file has this listing id twice; both records were joined into one listing. Ask the owner of the list.");
        }
        return FindOrAdd(id);
    }
}

/// <summary>A record that belongs to a listing of another file.</summary>
/// <param name="Kind">What it adds.</param>
/// <param name="ListingId">Which listing.</param>
/// <param name="Line">The line on which it stands.</param>
/// <param name="Text">The further name or the further remarks; empty where nothing of the record is screened.</param>
internal sealed record Supplement(SupplementKind Kind, string ListingId, int Line, string Text);

/// <summary>What a <see cref="Supplement"/> adds, in the order in which they are joined.</summary>
internal enum SupplementKind
{
    /// <summary>The rest of remarks that were cut.</summary>
    Remarks,

    /// <summary>A further name.</summary>
    Name,

    /// <summary>An address.</summary>
    Address,
}

/// <summary>Remarks of a listing that break off.</summary>
/// <param name="Draft">Whose they are.</param>
/// <param name="Clause">The beginning of the clause that is cut; it was not read.</param>
/// <param name="Place">Where they stand.</param>
internal sealed record CutRemarks(ListingDraft Draft, string Clause, string Place)
{
    /// <summary>True once another file has gone on with them.</summary>
    public bool Continued { get; set; }
}
