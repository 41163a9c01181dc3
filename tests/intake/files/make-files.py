"""Makes the sample files of this folder. Run in this folder, with pypdf, python-docx, reportlab and openpyxl installed."""

import docx
import openpyxl
import pypdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

OPENING = (
    "The canal was meant to carry coal, and in its first ten years it carried little else. The owners had borrowed more than "
    "they could repay, so that every toll was spent before it was taken. It was a non-aggression pact between creditors, one of "
    "them wrote, and no plan for trade."
)
MIDDLE = (
    "Yet the towns along its banks grew. Bakers, smiths and carters came because the boats came, and they stayed when the boats "
    "went. By the end of the century nobody remembered what the tolls had been, but everybody lived where the wharves had put them."
)
CLOSING = "In the end the canal failed its owners and served everyone else, which is why I call it a success."
PARAGRAPHS = [OPENING, MIDDLE, CLOSING]


def numbered(canvas, document):
    canvas.setFont("Helvetica", 9)
    canvas.drawString(2 * cm, 28.5 * cm, "Candidate 0042, Paper 2")
    canvas.drawCentredString(10.5 * cm, 1 * cm, f"Page {document.page} of 3")


def three_pages():
    body = getSampleStyleSheet()["BodyText"]
    story = [flowable for text in [OPENING, MIDDLE] * 9 + [CLOSING] for flowable in (Paragraph(text, body), Spacer(1, 8))]
    page = SimpleDocTemplate("three-pages.pdf", pagesize=A4, bottomMargin=15 * cm, invariant=1)
    page.build(story, onFirstPage=numbered, onLaterPages=numbered)


def scan():
    canvas = Canvas("scan.pdf", pagesize=A4, invariant=1)
    canvas.rect(100, 100, 300, 500, fill=1)
    canvas.save()


def locked():
    writer = pypdf.PdfWriter(clone_from="three-pages.pdf")
    writer.encrypt("a password", algorithm="RC4-128")
    writer.write("locked.pdf")


def word():
    document = docx.Document()
    document.add_heading("Was the canal a success?", 1)
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    document.add_paragraph("One line").add_run().add_break()
    document.paragraphs[-1].add_run("and another.")
    document.save("essay.docx")


def workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "11B"
    sheet.append(["Candidate number", "Name", "Set", "Essay"])
    for number, (name, text) in enumerate([("Ada Example", OPENING), ("Ben Example", MIDDLE), ("Cy Example", "=1+1")]):
        sheet.append([f"004{number}", name, "11B", text])
    sheet.append([420, "Di Example", "11B", CLOSING])
    book.create_sheet("Notes").append(["nothing here"])
    book.save("class.xlsx")


def workbook_of_two():
    book = openpyxl.Workbook()
    book.active.title = "11A"
    for sheet in [book.active, book.create_sheet("11B")]:
        sheet.append(["id", "essay"])
        sheet.append([12345678901234567890, OPENING])
    book.save("two-classes.xlsx")


three_pages()
scan()
locked()
word()
workbook()
workbook_of_two()
