using System.Collections.Concurrent;
using Entente.Node.Desk;
using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Import;

/// <summary>Headings of columns, and what they mean: people put titles above them and call fields what they like.</summary>
internal static class Headings
{
    private const int RowsLookedAt = 30;

    // How sure a heading is: it is the word; it is one of the words and others; a word stands in it.
    private const int Same = 100, Within = 40;

    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Target, HashSet<string> Phrases)>> Known = new(StringComparer.Ordinal);

    /// <summary>Other words for fields and columns, in English, French, Spanish and Arabic.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["title"] = "event,activity,subject,intitule,titre,objet,libelle,activite,evenement,titulo,asunto,actividad,evento,العنوان,النشاط,name,nom,nombre,الاسم", ["name"] = "nom,nombre,nom et prenom,full name,الاسم", ["form"] = "type,kind,nature,categorie,tipo,clase,categoria,نوع,النوع,category",
        ["starts"] = "start,start date,date,from,begin,begins,startex,debut,date de debut,du,fecha,inicio,fecha de inicio,desde,تاريخ البداية,البداية,التاريخ,من", ["ends"] = "end,end date,to,until,endex,expiry,expires,fin,date de fin,au,fecha de fin,hasta,تاريخ النهاية,النهاية,الى,vencimiento,expiration,date d expiration",
        ["due"] = "due date,deadline,by when,echeance,date limite,delai,plazo,fecha limite,vencimiento,الموعد,الاجل,تاريخ الاستحقاق,suspense", ["done"] = "completed,completion date,date done,closed on,fait le,realise,realise le,acheve,hecho,cumplido,completado,انجز,تاريخ الانجاز,delivered,livre le,entregado,paid,paye le,pagado",
        ["who"] = "owner,responsible,lead,poc,action officer,opr,responsable,pilote,porteur,charge,a cargo de,encargado,المسؤول,الجهة المسؤولة,by whom", ["what"] = "action,commitment,task,description,obligation,tache,engagement pris,engagements,commitments,actions,accion,compromiso,compromisos,tarea,الاجراء,الالتزام,الالتزامات",
        ["place"] = "location,venue,city,lieu,ville,lugar,ciudad,sede,المكان,مكان", ["value"] = "amount,cost,total,price,montant,valeur,cout,prix,importe,valor,monto,costo,المبلغ,القيمة", ["cost"] = "amount,montant,cout,costo,importe,التكلفة,budget,presupuesto", ["budget"] = "cost,amount,cout,montant,presupuesto,costo,الميزانية",
        ["note"] = "notes,remarks,comments,comment,remarques,observations,commentaires,commentaire,observaciones,notas,comentarios,ملاحظات", ["parties"] = "countries,partners,signatories,pays,partenaires,signataires,parties,paises,firmantes,partes,الاطراف", ["signed"] = "signature date,date signed,signed on,signe le,date de signature,fecha de firma,firmado,تاريخ التوقيع",
        ["in-force"] = "entry into force,effective date,entree en vigueur,entrada en vigor,دخول حيز التنفيذ", ["state"] = "country,nation,pays,pais,iso,الدولة,البلد", ["unit"] = "unite,unidad,الوحدة", ["status"] = "state,etat,statut,estado,الحالة", ["stage"] = "status,phase,step,etape,etapa,fase,المرحلة",
        ["designator"] = "case,case id,case number,case no,reference,ref,dossier,numero,numero de dossier,expediente,رقم", ["actors"] = "visitors,delegation,visiteurs,visitantes,delegacion,الوفد", ["hosts"] = "host,hote,hotes,anfitrion,anfitriones,المضيف", ["topics"] = "agenda,topic,sujets,sujet,themes,theme,ordre du jour,temas,tema,المواضيع",
        ["readout"] = "summary,minutes,compte rendu,resume,resumen,acta,ملخص,المحضر", ["summary"] = "abstract,resume,resumen,synthese,ملخص", ["office"] = "function,position,role,title,fonction,poste,cargo,funcion,المنصب", ["role"] = "function,fonction,cargo,funcion", ["reach"] = "phone,email,mail,contact,telephone,courriel,correo,telefono,الهاتف",
        ["body"] = "organisation,organization,agency,service,organisme,organismo,الجهة", ["item"] = "article,description,designation,equipment,materiel,equipo,articulo,المادة", ["quantity"] = "qty,quantite,qte,cantidad,الكمية,number,nombre", ["supplier"] = "vendor,seller,fournisseur,proveedor,المورد", ["recipient"] = "buyer,beneficiary,beneficiaire,destinataire,destinatario,beneficiario,المستفيد",
        ["subject"] = "purpose,scope,objet,description,objeto,الموضوع", ["objective"] = "objectif,objetivo,goal,الهدف", ["line"] = "line of effort,loe,axe,ligne d effort,linea de esfuerzo,eje,المحور", ["roadmap"] = "plan,feuille de route,hoja de ruta,خارطة الطريق", ["vetted"] = "vetting date,verifie le,verifie,controle le,verificado el,تاريخ التحقق,date de verification,fecha de verificacion", ["expires"] = "expiry,expiry date,valid until,expiration,valable jusqu au,valido hasta,ينتهي",
        ["outcome"] = "result,resultat,resultado,النتيجة", ["result"] = "outcome,resultat,resultado,النتيجة", ["headcount"] = "personnel,strength,effectif,effectifs,participants,efectivos,العدد", ["participants"] = "participants,attendees,asistentes,المشاركون", ["number"] = "no,n,numero,edition,رقم", ["handling"] = "marking,classification,tlp,marquage,clasificacion,التصنيف",
        ["lesson"] = "lecon,leccion,observation,الدرس", ["granted-by"] = "by,accorde par,otorgado por", ["granted-to"] = "to,accorde a,otorgado a", ["granted-on"] = "date,date d octroi,fecha", ["on"] = "date,fecha,التاريخ", ["phenomenon"] = "threat,menace,amenaza,phenomene,fenomeno,التهديد",
    };

    /// <summary>The row of the headings: of the first rows the one with the most different words that mean something, and more cells filled than a title has.</summary>
    public static int RowOf(Sheet sheet)
    {
        var rows = Math.Min(RowsLookedAt, sheet.Rows.Count);
        return Enumerable.Range(0, rows).MaxBy(row => (Math.Min(3, Filled(sheet, row)) * 2) + (RecordKinds.All.Max(k => ScoreOf(sheet, row, k)) / 10) - (IsLikeData(sheet, row) ? 50 : 0));
    }

    /// <summary>How well a row fits as the headings of a kind.</summary>
    public static int ScoreOf(Sheet sheet, int row, RecordKind kind)
    {
        var columns = ColumnsOf(sheet, row, kind);
        var needed = kind.Fields.Where(f => f.IsRequired).ToList();
        return columns.Count(c => c.Length > 0) * 10 + needed.Count(f => columns.Contains(f.Name)) * 8 - needed.Count(f => !columns.Contains(f.Name)) * 4;
    }

    /// <summary>For each column the target that its heading means; blank where it means none.</summary>
    public static IReadOnlyList<string> ColumnsOf(Sheet sheet, int row, RecordKind kind)
    {
        var targets = Known.GetOrAdd(kind.Name, _ => Phrases(kind));
        var pairs = Enumerable.Range(0, sheet.Width).Select(i => (Column: i, Words: Folded.WordsOf(sheet.At(row, i).Text))).Where(c => c.Words.Length is > 0 and < 80)
            .SelectMany(c => targets.Select((t, order) => (c.Column, t.Target, Score: ScoreOf(c.Words, t.Target, t.Phrases), Order: order))).Where(p => p.Score > 0).OrderByDescending(p => p.Score).ThenBy(p => p.Order).ThenBy(p => p.Column);
        var (columns, taken) = (new string[sheet.Width], new HashSet<string>(StringComparer.Ordinal));
        foreach (var (column, target, _, _) in pairs)
        {
            if (columns[column] is null && taken.Add(target))
            {
                columns[column] = target;
            }
        }

        return [.. columns.Select(c => c ?? "")];
    }

    private static int ScoreOf(string words, string target, HashSet<string> phrases)
    {
        // "Location" names a town more often than degrees.
        if (words == Folded.WordsOf(target) && target != "location")
        {
            return Same + 20;
        }

        if (phrases.Contains(words))
        {
            return Same;
        }

        var padded = $" {words} ";
        return phrases.Where(p => p.Length > 3 && padded.Contains($" {p} ", StringComparison.Ordinal)).Select(p => Within + Math.Min(p.Length, 30)).DefaultIfEmpty(0).Max();
    }

    private static IReadOnlyList<(string Target, HashSet<string> Phrases)> Phrases(RecordKind kind)
    {
        var targets = Targets.Of(kind);
        return [.. targets.Select(target => (target, PhrasesOf(target, kind, targets).Select(Folded.WordsOf).Where(p => p.Length > 0).ToHashSet(StringComparer.Ordinal)))];
    }

    private static List<string> PhrasesOf(string target, RecordKind kind, IReadOnlyList<string> targets)
    {
        var parts = target.Split('.');
        var name = parts[^1];
        var alone = NamesOf(name);
        if (name == kind.Title)
        {
            alone.AddRange(Words.All.Values.SelectMany(w => (string[])[w.Or($"programme.kind.{kind.Name}", ""), w.Or($"programme.kinds.{kind.Name}", "")]));
        }

        if (parts.Length == 1)
        {
            return alone;
        }

        // A column of rows is meant by its own word where no other field has that word, and by both words anyhow.
        var both = NamesOf(parts[0]).SelectMany(rows => alone.SelectMany(column => (string[])[$"{rows} {column}", $"{column} {rows}"]));
        var isOnly = targets.Count(t => t == name || t.EndsWith("." + name, StringComparison.Ordinal)) == 1;
        var first = kind.Field(parts[0])?.Columns[0].Name == name ? NamesOf(parts[0]) : [];
        return isOnly ? [.. both, .. first, .. alone] : [.. both, .. first];
    }

    private static List<string> NamesOf(string name) =>
        [name.Replace('-', ' '), .. Words.All.Values.Select(w => w.Or($"programme.field.{name}", w.Or($"programme.{name}", ""))), .. Others.GetValueOrDefault(name, "").Split(',')];

    private static int Filled(Sheet sheet, int row) => sheet.Rows[row].Where(c => !c.IsBlank).Select(c => c.Text).Distinct(StringComparer.Ordinal).Count();

    private static bool IsLikeData(Sheet sheet, int row) => sheet.Rows[row].Any(c => c.Number is not null || c.Date is not null);
}
