using System.Collections.Immutable;

namespace PlanModel.Templates;

/// <summary>The commitments of the templates. They are a way in, not advice on what a country should commit itself to.</summary>
internal static class StarterCommitments
{
    public static ImmutableArray<StarterCommitment> OpenData { get; } =
    [
        new(
            "16.10",
            new(
                "Give open data a legal basis and name who answers for it",
                "Dar base legal a los datos abiertos y designar responsables",
                "উন্মুক্ত উপাত্তের আইনি ভিত্তি তৈরি করা ও দায়িত্ব নির্ধারণ করা",
                "खुला तथ्याङ्कको कानुनी आधार बनाउने र जिम्मेवारी तोक्ने"),
            [
                new("Draft the rule and consult on it", "Redactar la norma y someterla a consulta", "বিধির খসড়া তৈরি ও মতামত গ্রহণ", "नियमको मस्यौदा तयार गरी परामर्श गर्ने"),
                new("Adopt the rule", "Aprobar la norma", "বিধি অনুমোদন", "नियम स्वीकृत गर्ने"),
                new("Name a focal point in each public body", "Designar un punto focal en cada organismo público", "প্রতিটি সরকারি সংস্থায় ফোকাল পয়েন্ট নির্ধারণ", "प्रत्येक सार्वजनिक निकायमा सम्पर्क व्यक्ति तोक्ने"),
            ])
        { Values = ["transparency", "accountability"], Areas = ["justice"] },
        new(
            "16.6",
            new(
                "Publish budgets and spending as open data every quarter",
                "Publicar el presupuesto y el gasto como datos abiertos cada trimestre",
                "প্রতি ত্রৈমাসিকে বাজেট ও ব্যয়ের উপাত্ত উন্মুক্তভাবে প্রকাশ করা",
                "हरेक त्रैमासमा बजेट र खर्चको तथ्याङ्क खुला रूपमा प्रकाशन गर्ने"),
            [
                new("Agree on the files and their format", "Acordar los archivos y su formato", "ফাইলের তালিকা ও বিন্যাস নির্ধারণ", "फाइलको सूची र ढाँचा तय गर्ने"),
                new("Publish for the first time", "Publicar por primera vez", "প্রথমবার প্রকাশ", "पहिलो पटक प्रकाशन गर्ने"),
                new("Improve the files with those who use them", "Mejorar los archivos con quienes los usan", "ব্যবহারকারীদের সঙ্গে মিলে ফাইলগুলো উন্নত করা", "प्रयोगकर्तासँग मिलेर फाइल सुधार गर्ने"),
            ])
        { Values = ["transparency", "accountability"], Areas = ["budget"] },
        new(
            "16.7",
            new(
                "Decide with those concerned which data open first",
                "Decidir con las personas afectadas qué datos abrir primero",
                "কোন উপাত্ত আগে উন্মুক্ত হবে তা সংশ্লিষ্ট মানুষের সঙ্গে ঠিক করা",
                "कुन तथ्याङ्क पहिले खुला गर्ने भन्ने सरोकारवालासँग मिलेर तय गर्ने"),
            [
                new("Meet the groups and those who speak for them", "Reunirse con los grupos y con quienes los representan", "জনগোষ্ঠী ও তাদের প্রতিনিধিদের সঙ্গে বৈঠক", "समूह र तिनका प्रतिनिधिसँग भेट गर्ने"),
                new("Publish the answer to each proposal", "Publicar la respuesta a cada propuesta", "প্রতিটি প্রস্তাবের জবাব প্রকাশ", "प्रत्येक प्रस्तावको जवाफ प्रकाशन गर्ने"),
                new("Open the first datasets that were asked for", "Abrir los primeros conjuntos de datos pedidos", "চাওয়া প্রথম উপাত্তগুলো উন্মুক্ত করা", "माग गरिएका पहिला तथ्याङ्क खुला गर्ने"),
            ])
        { Values = ["participation"] },
        new(
            "17.18",
            new(
                "Publish statistics by sex, age, disability and place",
                "Publicar estadísticas por sexo, edad, discapacidad y lugar",
                "লিঙ্গ, বয়স, প্রতিবন্ধিতা ও এলাকা অনুযায়ী পরিসংখ্যান প্রকাশ করা",
                "लिङ्ग, उमेर, अपाङ्गता र स्थानअनुसार तथ्याङ्क प्रकाशन गर्ने"),
            [
                new("Check what must stay private", "Comprobar qué debe permanecer privado", "কোন তথ্য গোপন রাখতে হবে তা যাচাই", "के गोप्य राख्नुपर्छ जाँच्ने"),
                new("Publish the first tables", "Publicar las primeras tablas", "প্রথম সারণিগুলো প্রকাশ", "पहिला तालिकाहरू प्रकाशन गर्ने"),
                new("Teach local offices to read and use them", "Enseñar a las oficinas locales a leerlas y usarlas", "স্থানীয় কার্যালয়কে তা পড়া ও ব্যবহার শেখানো", "स्थानीय कार्यालयलाई पढ्न र प्रयोग गर्न सिकाउने"),
            ])
        { Values = ["transparency"], Areas = ["statistics"], Disaggregation = ["gender", "age", "disability", "geographicLocation"] },
    ];
}
