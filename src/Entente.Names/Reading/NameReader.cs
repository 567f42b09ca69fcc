namespace Entente.Names.Reading;

/// <summary>Builds the parts of a name from its words. The order of the rules is the order of the methods.</summary>
internal static class NameReader
{
    /// <summary>Reads one or two pieces of a name, each with the side it stands on.</summary>
    public static Name Read(IReadOnlyList<(string Text, PartSide Side)> pieces, string text, bool truncated)
    {
        var tokens = new List<(Token Token, PartSide Side)>();
        var cut = false;
        foreach (var (piece, side) in pieces)
        {
            var bounded = piece.Length > Name.MostLetters ? piece[..Name.MostLetters] : piece;
            var read = Tokenizer.Cut(IcaoArabic.Decode(bounded), Name.MostWords, out var more);
            cut |= more || bounded.Length < piece.Length;
            foreach (var token in InNaturalOrder(Remarks.Without(read), truncated))
            {
                tokens.Add((token, side));
            }
        }

        var parts = new List<NamePart>();
        new Reading(tokens, parts).Run();
        if (parts.Count > Name.MostParts)
        {
            parts.RemoveRange(Name.MostParts, parts.Count - Name.MostParts);
            cut = true;
        }

        Settle(parts);
        if (truncated && parts.Count > 0)
        {
            // A field holds the family name first, so its end is that of the given names.
            var at = parts.FindLastIndex(p => p.Side == PartSide.Given) is >= 0 and var given ? given : parts.Count - 1;
            var cutPart = parts[at];
            parts[at] = new NamePart(cutPart.Written, cutPart.Script, cutPart.Letters, cutPart.Role, cutPart.Side) { Cut = true, Bare = cutPart.Bare };
        }

        return new Name(text, [.. parts], truncated, cut);
    }

    /// <summary>"Family, Given" as "Given Family", so that words that belong together stand together: MURAD, Abdul Hakim; RAHMAN, Umar Abd al.</summary>
    private static IEnumerable<Token> InNaturalOrder(List<Token> tokens, bool truncated) =>
        truncated || tokens.Count == 0 || tokens[^1].Segment == 0 ? tokens : tokens.Where(t => t.Segment > 0).Concat(tokens.Where(t => t.Segment == 0));

    /// <summary>A name of nothing but titles, or of titles and a nisba, has names among them: Imam, Hafez al-Masri.</summary>
    private static void Settle(List<NamePart> parts)
    {
        var names = parts.Count(p => p.Role is PartRole.Name or PartRole.Father or PartRole.Patronymic);
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            if (part.Role == PartRole.Title && names == 0)
            {
                parts[i] = new NamePart(part.Written, part.Script, part.Letters, PartRole.Name, part.Side);
            }
        }
    }

    private sealed class Reading(List<(Token Token, PartSide Side)> tokens, List<NamePart> parts)
    {
        private int _at;
        private bool _behindDescent;

        public void Run()
        {
            MoveServantToItsBearer();
            while (_at < tokens.Count)
            {
                ReadPart();
            }
        }

        private Token At(int at) => tokens[at].Token;

        /// <summary>"Rehman Abdul": a servant word that ends the name, or follows its bearer's word and precedes none, has lost its place in front.</summary>
        private void MoveServantToItsBearer()
        {
            for (var i = 1; i < tokens.Count; i++)
            {
                if (At(i).Is(WordKind.Servant) && At(i - 1).Is(WordKind.NameOfGod)
                    && (i < 2 || !At(i - 2).Is(WordKind.Servant)) && (i + 1 == tokens.Count || IsNoBearer(At(i + 1))))
                {
                    (tokens[i - 1], tokens[i]) = (tokens[i], tokens[i - 1]);
                }
            }

            if (tokens.Count is 2 or 3 && At(tokens.Count - 1).Is(WordKind.Servant) && !At(0).Is(WordKind.Servant))
            {
                tokens.Insert(0, tokens[^1]);
                tokens.RemoveAt(tokens.Count - 1);
            }
        }

        private static bool IsNoBearer(Token token) =>
            !token.Is(WordKind.NameOfGod | WordKind.Master | WordKind.Article | WordKind.God | WordKind.Faith)
            && Fused.WithoutArticle(token.Letters, token.Script) is null;

        private void ReadPart()
        {
            var first = _at;
            var token = At(_at);
            var more = _at + 1 < tokens.Count;
            if (token.Is(WordKind.Servant) && more)
            {
                ReadServant(first);
            }
            else if (token.Is(WordKind.Article) && more && !EndsInFaithOrGod(first) && Assimilates(token.Letters, At(_at + 1)))
            {
                _at++;
                AddWord(first, At(_at++), PartRole.Nisba);
            }
            else if (token.Is(WordKind.Kunya) && more)
            {
                ReadKunya(first);
            }
            else if (token.Is(WordKind.Descent | WordKind.Particle) && (token.IsInitial ? more && parts.Count > 0 : more || parts.Count > 0))
            {
                _at++;
                _behindDescent = parts.Count > 0 && token.Is(WordKind.Descent);
            }
            else
            {
                ReadWord(first, token);
            }
        }

        /// <summary>An article that ends in a sun letter stands before that letter (an-Nasiri); before another it is a name (Ann Lee).</summary>
        private static bool Assimilates(string article, Token next) =>
            article[^1] is 'l' or 'h' or 'ل' or 'ь' || next.Script != Script.Latin || article[^1] == next.Letters[0] || (article.EndsWith("ch", StringComparison.Ordinal) && next.Letters[0] == 's');

        private void ReadWord(int first, Token token)
        {
            _at++;
            if (TryTakeEnding(token.Script, out var ending))
            {
                Add(first, token.Script, Fused.WithoutEnding(token.Letters, token.Script) is { } stem && stem.Length >= 3 ? stem + ending : token.Letters + ending, PartRole.Name);
                return;
            }

            AddWord(first, token, PartRole.Name);
        }

        /// <summary>abd + article + X: one part, the article dropped.</summary>
        private void ReadServant(int first, Token? kunya = null)
        {
            _at++;
            while (_at + 1 < tokens.Count && At(_at).Is(WordKind.Article))
            {
                _at++;
            }

            var bearer = At(_at++);
            var script = bearer.Script;
            var servant = Fused.Servant(script);
            var rest = Fused.WithoutArticle(bearer.Letters, script) ?? bearer.Letters;
            Add(first, script, (kunya?.Script == script ? kunya.Value.Letters : "") + servant + (bearer.Is(WordKind.God) ? Fused.God(script) : rest), PartRole.Name);
        }

        /// <summary>abu + X: one part; X may itself be abd + al + Y.</summary>
        private void ReadKunya(int first)
        {
            var kunya = At(_at++);
            if (At(_at).Is(WordKind.Article) && _at + 1 < tokens.Count)
            {
                _at++;
            }

            if (At(_at).Is(WordKind.Servant) && _at + 1 < tokens.Count)
            {
                ReadServant(first, kunya);
                return;
            }

            var bearer = At(_at++);
            var rest = Fused.WithoutArticle(bearer.Letters, bearer.Script) ?? bearer.Letters;
            Add(first, bearer.Script, bearer.Script == kunya.Script ? kunya.Letters + rest : rest, PartRole.Name);
        }

        private bool EndsInFaithOrGod(int at) => parts.Count > 0 && at + 1 < tokens.Count && At(at + 1).Is(WordKind.Faith);

        /// <summary>"al-din", "eddine", "ud din", "allah", "ullah" behind a word belong to it.</summary>
        private bool TryTakeEnding(Script script, out string ending)
        {
            ending = "";
            var at = _at;
            var article = at + 1 < tokens.Count && (At(at).Is(WordKind.Article) || At(at).Letters is "a" or "א");
            at += article ? 1 : 0;
            if (at >= tokens.Count)
            {
                return false;
            }

            var word = At(at);
            if (word.Is(WordKind.Faith) && (article || word.Letters.Length > 4 || word.Letters.StartsWith("ال", StringComparison.Ordinal)))
            {
                ending = Fused.Faith(script);
            }
            else if (word.Is(WordKind.God))
            {
                ending = Fused.God(script);
            }
            else
            {
                return false;
            }

            _at = at + 1;
            return true;
        }

        private void AddWord(int first, Token token, PartRole role)
        {
            if (token.IsInitial)
            {
                Add(first, token.Script, token.Letters, PartRole.Initial);
            }
            else if (LooksLikeInitials(token))
            {
                foreach (var letter in token.Letters)
                {
                    Add(first, token.Script, letter.ToString(), PartRole.Initial);
                }
            }
            else if (token.Is(WordKind.Title))
            {
                Add(first, token.Script, token.Letters, PartRole.Title);
            }
            else
            {
                Add(first, token.Script, Fused.Canonical(token.Letters, token.Script), Fused.IsPatronymic(token.Letters, token.Script) ? PartRole.Patronymic : role);
            }
        }

        /// <summary>Two capitals without a vowel in a name that otherwise uses small letters: JC Juncker.</summary>
        private bool LooksLikeInitials(Token token) =>
            token.Script == Script.Latin && token.Written.Length == 2 && token.Letters.Length == 2 && token.Written.All(char.IsUpper)
            && !token.Letters.Any(Fused.IsVowel) && tokens.Any(t => t.Token.Written.Any(char.IsLower));

        private void Add(int first, Script script, string letters, PartRole role)
        {
            var written = _at - first == 1 ? tokens[first].Token.Written : string.Join(' ', tokens.Skip(first).Take(_at - first).Select(t => t.Token.Written));
            var side = tokens[_at - 1].Side;
            role = _behindDescent && role == PartRole.Name ? PartRole.Father : role;
            _behindDescent = false;
            var bare = role.IsName() ? Fused.Bare(letters, script) : null;
            parts.Add(new NamePart(written, script, letters, role, side)
            {
                Bare = bare is null ? null : new NamePart(written, script, bare, PartRole.Nisba, side),
            });
        }
    }
}
