using System.Collections.Frozen;

namespace Entente.Names.Reading;

/// <summary>What a small word is in a name; some are several things.</summary>
[Flags]
internal enum WordKind
{
    /// <summary>A name like any other.</summary>
    None = 0,

    /// <summary>The article with its sun-letter forms; binds to the next word and makes it a nisba.</summary>
    Article = 1,

    /// <summary>"Son of", "daughter of": joins generations, carries nothing itself.</summary>
    Descent = 2,

    /// <summary>"Father of", "mother of": one part with the next word.</summary>
    Kunya = 4,

    /// <summary>"Servant": one part with the article and the next word.</summary>
    Servant = 8,

    /// <summary>The words that follow "servant of the": names of God. Where no such word follows and one stands in front, "servant" has lost its place.</summary>
    NameOfGod = 16,

    /// <summary>Others whose servants people are named.</summary>
    Master = 32,

    /// <summary>"of the faith" behind a name.</summary>
    Faith = 64,

    /// <summary>"of God" behind a name.</summary>
    God = 128,

    /// <summary>Particles that say nothing: Iberian, French, Italian, Dutch, German, Amazigh.</summary>
    Particle = 256,

    /// <summary>Titles and honorifics. Some are given names elsewhere, so they are compared where both sides have them and missed by nobody.</summary>
    Title = 512,
}

/// <summary>
/// The small words that names are built with, in folded letters. One table for all scripts.
/// Sources: general reference works on Arabic, Amazigh, Persian, Iberian and Slavic naming.
/// </summary>
internal static class Words
{
    private static readonly FrozenDictionary<string, WordKind> Kinds = Table(
        (WordKind.Article, "al el ul il ad ar as ash az at an ed er es ech esh ez et en ud ur us uz un ush ال ал аль эль ал ас ад ар אל"),
        (WordKind.Descent, "bin ben ibn ibne ould wald walad wuld uld ag ould bint mint binti binte bnt bnou bani beni بن ابن بنت ولد منت ibni бин ибн бен oglu ogly oglou оглы кызы kyzy qizi בן אבן בת"),
        (WordKind.Kunya, "abu abou abi abo bou bu um umu oum ابو ابي ابا بو ام абу אבו"),
        (WordKind.Servant, "abd abdul abdal abdel abdol abdil abdur abder abdar abdus abdes abdas abdun abden abdan abdud abdued abdeld abdoul abduz abdez adbul adbel abudl abdlu عبد абд абдул абдель אבד עבד"),
        (WordKind.NameOfGod, "rahman rehman rahim raheim malik qudus salam mumin muhaimin aziz azez jabar khaliq khalik bari musawir ghafar gafar qahar kahar wahab razaq razak fatah alim alem qabid basit baset rafi muiz sami samie basir baser hakam adl latif latef khabir halim halem azim azem ghafur ghafor gafur shakur shakor kabir kaber hafiz hafez muqit hasib haseb " +
        "jalil jalel karim karem raqib mujib mujeb wasi hakim hakem wadud majid majed baith haq hak wakil qawi matin maten wali hamid hamed muhsi hay qayum qayom wahid wahed ahad samad qadir qader kadir kader muqtadir batin mutali tawab muntaqim rauf raouf ghani hadi hady badi baqi rashid rashed sabur sabor manan nasir naser shahid satar"),
        (WordKind.Master, "ali rasul rasol nabi zahir zahra husein husain husayn hosein hasan amir mahdi reza rida kazim masih muhamad mohamad mohamed imam sahib"),
        (WordKind.Faith, "din dine deen din eddine eddin uddin udin udine udeen adin addin addine eldin eldine aldin aldine edin edine دين الدين دین дин"),
        (WordKind.God, "alah ulah olah elah lah lilah الله اله الاه алах улах"),
        (WordKind.Particle, "de del dela des do da dos das du di le la los las y e i van von vom zu zum dit der den ten ter te af av et ait ath nait ou u na nan fnu lnu nmn jr sr ii iii iv فون де фон ван"),
        (WordKind.Title, "mr mrs ms mis dr doctor prof profesor sir madam mme mle herr frau sr sra shaykh sheikh sheik shaikh cheikh cheik shekh haj haji hajj hadj hadji hajia alhaj alhaji elhadj mula mulah mola maulvi maulavi mawlawi moulvi maulana mawlana " +
        "qari hafiz hafez sayid sayed sayyid seyed syed said ustad ustaz imam mufti general gen colonel col kolonel major maj captain capt lieutenant lt sergeant sgt comandante commandant comander comandeur " +
        "engineer eng ing president prasident presidente minister prince princes emir amir king brigadier brig admiral judge qadi kazi qazi senator pasha bey bek khan agha aga akhund akhundzada " +
        "الشيخ شيخ الحاج حاج دكتور الدكتور د السيد سيد ملا مولوي حاجي"));

    /// <summary>What a word is; most are names like any other.</summary>
    public static WordKind KindOf(string letters) => Kinds.GetValueOrDefault(letters);

    private static FrozenDictionary<string, WordKind> Table(params (WordKind Kind, string Words)[] rows) => rows
        .SelectMany(row => row.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Select(word => (Word: word, row.Kind)))
        .GroupBy(w => w.Word, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.Aggregate(WordKind.None, (kinds, w) => kinds | w.Kind), StringComparer.Ordinal);
}
