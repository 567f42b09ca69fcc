using Entente.Node.Watchlist.Adoptions;
using Entente.Node.Watchlist.Documents;
using Entente.Node.Watchlist.Foreign;
using Entente.Node.Watchlist.Listings;

namespace Entente.Node.Watchlist;

/// <summary>
/// The snapshot in force, replaced whole by a single reference write when one of its parts changes. There is none until every part has been read once.
/// </summary>
/// <param name="isPost">Whether the node is a post without a link: everything then comes from the main node's snapshot, and its own parts are not in force.</param>
internal sealed class CurrentLists(bool isPost)
{
    private readonly Lock _parts = new();
    private readonly SortedDictionary<string, string> _errors = new(StringComparer.Ordinal);
    private CompiledLists? _sources;
    private OwnLists? _own;
    private ForeignLists? _foreign;
    private AdoptedListings? _adoptions;
    private LostDocuments? _documents;

    private volatile ListSnapshot? _snapshot;
    private volatile string? _lastError;
    private volatile string? _stale;
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether listings, adoptions and documents are kept here; at a post they come with the snapshot.</summary>
    public bool HasOwnParts => !isPost;

    /// <summary>The snapshot; null until the lists have been read for the first time.</summary>
    public ListSnapshot? Snapshot => _snapshot;

    /// <summary>What is wrong with the lists, sentences; null where nothing is. No personal data.</summary>
    public string? LastError => _lastError;

    /// <summary>Whether a list could not be confirmed for longer than the configuration allows.</summary>
    public bool IsStale => _stale is not null;

    /// <summary>Which lists those are, and since when; null where there is none.</summary>
    public string? Stale => _stale;

    /// <summary>Completed when the next snapshot comes into force. Take it before <see cref="Snapshot"/>, or a change between the two is missed.</summary>
    public Task Changed => _changed.Task;

    /// <summary>Puts a new state of the lists of others in force.</summary>
    public void UseSources(CompiledLists sources) => UseOfThisNode(() => _sources = sources);

    /// <summary>Puts a new state of the own listings in force.</summary>
    public void UseOwn(OwnLists own) => UseOfThisNode(() => _own = own);

    /// <summary>Puts a new state of what partners have shared in force.</summary>
    public void UseForeign(ForeignLists foreign) => UseOfThisNode(() => _foreign = foreign);

    /// <summary>Puts a new state of the adoptions in force.</summary>
    public void UseAdoptions(AdoptedListings adoptions) => UseOfThisNode(() => _adoptions = adoptions);

    /// <summary>Puts a new state of the lost documents in force.</summary>
    public void UseDocuments(LostDocuments documents) => UseOfThisNode(() => _documents = documents);

    /// <summary>Puts all parts in force together, as the main node's snapshot has them.</summary>
    public void UseSnapshot(CompiledLists sources, OwnLists own, ForeignLists foreign, AdoptedListings adoptions, LostDocuments documents) =>
        Use(() => (_sources, _own, _foreign, _adoptions, _documents) = (sources, own, foreign, adoptions, documents));

    /// <summary>Says what is wrong with a part, in a sentence; null takes back what was said of it.</summary>
    public void Say(string part, string? what)
    {
        lock (_parts)
        {
            if (what is null)
            {
                _errors.Remove(part);
            }
            else
            {
                _errors[part] = what;
            }

            _lastError = _errors.Count == 0 ? null : string.Join("; ", _errors.Values);
        }
    }

    /// <summary>Says which lists could not be confirmed in time; null for none.</summary>
    public void SayStale(string? which) => _stale = which;

    private void UseOfThisNode(Action set)
    {
        if (!isPost)
        {
            Use(set);
        }
    }

    private void Use(Action set)
    {
        lock (_parts)
        {
            set();
            if (_sources is null || _own is null || _foreign is null || _adoptions is null || _documents is null)
            {
                return;
            }

            _snapshot = new ListSnapshot(_sources, _own, _foreign, _adoptions, _documents);
            Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }
}
