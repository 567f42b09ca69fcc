using Entente.Reports.Sentences;

namespace Entente.Reports.Mentions;

/// <summary>A sentence with all that it names, in the order of the text.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Index">Its number in the report, from 0.</param>
/// <param name="Mentions">What it names; names inside offices and bodies are marked as such.</param>
internal sealed record ReadSentence(Sentence Sentence, int Index, IReadOnlyList<Mention> Mentions)
{
    /// <summary>The mentions of a kind.</summary>
    public IEnumerable<Mention> Of(MentionKind kind) => Mentions.Where(m => m.Kind == kind);

    /// <summary>The States, as parties: not those inside offices, bodies and names.</summary>
    public IEnumerable<Mention> States => Mentions.Where(m => m is { Kind: MentionKind.State, IsInside: false });

    /// <summary>The tokens.</summary>
    public IReadOnlyList<Token> Tokens => Sentence.Tokens;
}
