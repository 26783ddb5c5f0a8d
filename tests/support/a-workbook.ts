import ExcelJS from 'exceljs';

const ledgerHeader = ['序号', '项目名称', '隐患描述', '检查日期', '整改期限', '整改完成日期', '复查日期', '等级', '整改情况', '类别'];

/** A ledger kept in Excel with these rows below its header, as the bytes of its file. */
export async function aWorkbook(rows: readonly unknown[][], name = '台账'): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet(name).addRows([ledgerHeader, ...rows]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
